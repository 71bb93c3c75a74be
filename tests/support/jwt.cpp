#include "support/jwt.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace tidings::test {

namespace {

QByteArray base64url(const QByteArray& bytes) {
  return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

}  // namespace

QByteArray hs256_token(const QByteArray& secret, const QJsonObject& claims) {
  const QByteArray signed_part = base64url(R"({"alg":"HS256","typ":"JWT"})") + '.' +
                                 base64url(QJsonDocument(claims).toJson(QJsonDocument::Compact));
  const QByteArray signature =
      QMessageAuthenticationCode::hash(signed_part, secret, QCryptographicHash::Sha256);
  return signed_part + '.' + base64url(signature);
}

}  // namespace tidings::test
