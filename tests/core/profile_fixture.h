#pragma once

namespace tidings::test {

/// A configuration as a user writes it. In a file of its own, since moc stumbles over raw strings.
inline constexpr const char* kShop = R"(# my shops
default-profile = "shop"

# the big one
[profiles.shop]   # mine
stream = "https://shop.example/v1/stream?lang=ko"
token-command = "secret-tool lookup account shop"
heartbeat-timeout = "45s"
headers = ["X-Shop: 7", "X-Empty:"]
preset = "tidings"
retry = 2
max-retries = 5
cacert = "ca.pem"
cert = "~/client.pem"

[profiles.shop.mapping]
title = "/title"
heartbeat = "/content=heartbeat"

# the small one
[profiles.ntfy]
stream = "http://127.0.0.1:1/topic/sse"
preset = "ntfy"
)";

}  // namespace tidings::test
