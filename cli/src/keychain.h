#pragma once

#include <string>

#include "tidings/token_source.h"

namespace tidings::cli {

/// The token that the desktop's keychain (the Secret Service of freedesktop.org) holds with the
/// attributes `service=tidings` and `account=ACCOUNT`. A locked keychain is an error that says so:
/// nobody is asked for a password behind a program that may run unattended.
TokenLookup keychain_lookup(std::string account);

}  // namespace tidings::cli
