#pragma once

#include <string>
#include <string_view>

namespace tidings::test {

/// Plays one stream session against a server with a log of numbered events, as the bytes of
/// `choices` have it: what is answered, how the body is cut, when it ends, how time passes, which
/// token comes, what the user does. Returns which rule was broken, or nothing:
///   - never stuck: a request, a token fetch or a moment to wait for, until it is finished;
///   - never two requests or fetches at a time, and nothing at all once finished;
///   - never a lost event: all of the log is delivered, in order, from connection to connection;
///   - each request carries the id of the last block that was complete;
///   - credentials and the user's headers never leave the origin.
std::string play_session(std::string_view choices);

}  // namespace tidings::test
