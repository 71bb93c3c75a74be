#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace tidings::test {

/// A token with exactly these claims, signed with HS256 (RFC 7515, RFC 7519). Made here and not by
/// `tidings-server token`, so that tests can have tokens that it would never make.
QByteArray hs256_token(const QByteArray& secret, const QJsonObject& claims);

}  // namespace tidings::test
