#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tidings/http_transport.h"

/// What every request of ours carries. A header that the user gave wins over ours of the same name.
namespace tidings {

void add_unless_named(std::vector<HttpHeader>& headers, std::string name, std::string value);

/// `Authorization`: Bearer with the token, else Basic with the URL's user info, else nothing.
void add_credentials(std::vector<HttpHeader>& headers, std::string_view token,
                     std::string_view user_info);

void add_user_agent(std::vector<HttpHeader>& headers);

}  // namespace tidings
