#include "service/end_verdict.h"

#include <QCoreApplication>
#include <variant>

#include "tidings/url.h"

#include "service/reason_text.h"
#include "service/text.h"

namespace tidings::desktop {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr EndVerdict::Retry kPortalRetry{seconds{15}, seconds{60}};
constexpr EndVerdict::Retry kSlowRetry{seconds{60}, minutes{15}};

QString translated(const char* text) {
  return QCoreApplication::translate("EndVerdict", text);
}

bool is_html(const std::string& content_type) {
  const QString type = to_qt(content_type).trimmed().toLower();
  return type.startsWith(QLatin1String("text/html")) ||
         type.startsWith(QLatin1String("application/xhtml"));
}

/// A login page in the server's place: HTML from elsewhere, or from what only looks like the
/// server. Over https the certificate has proved who answers: then the address is simply a web
/// page's.
bool is_captive_portal(const StreamEnd& end, const Profile& profile) {
  if (end.kind != StreamEnd::Kind::unusable || end.url.empty()) {
    return false;
  }
  const bool same_origin = origin_of(end.url) == origin_of(profile.stream);
  const bool is_redirect = end.status >= 300 && end.status < 400;
  if (is_redirect) {
    return !same_origin;
  }
  const bool is_proved = end.url.starts_with("https://") && !profile.connection.insecure;
  return end.status == 200 && is_html(end.content_type) && !(same_origin && is_proved);
}

EndVerdict judge_refused_token(const StreamEnd& end, const Profile& profile) {
  EndVerdict verdict;
  verdict.action = NeededAction::enter_token;
  verdict.certain = true;
  const bool renews_itself = std::holds_alternative<TokenFile>(profile.token) ||
                             std::holds_alternative<TokenCommand>(profile.token);
  if (renews_itself) {
    verdict.retry = kSlowRetry;
  }
  const bool has_token =
      profile.token_keychain || !std::holds_alternative<std::monostate>(profile.token);
  if (end.status == 403) {
    verdict.sentence = translated(QT_TRANSLATE_NOOP(
        "EndVerdict", "The token is not allowed to receive notifications. Enter another one."));
  } else if (end.status == 0) {
    verdict.sentence =
        translated(QT_TRANSLATE_NOOP("EndVerdict", "The token could not be had: %1."))
            .arg(to_qt(end.reason));
  } else if (has_token) {
    verdict.sentence = translated(QT_TRANSLATE_NOOP(
        "EndVerdict", "The server no longer accepts the token. Enter a new one."));
  } else {
    verdict.sentence =
        translated(QT_TRANSLATE_NOOP("EndVerdict", "The server asks for a token. Enter one."));
  }
  return verdict;
}

}  // namespace

EndVerdict judge_end(const StreamEnd& end, const Profile& profile, bool was_connected) {
  if (end.kind == StreamEnd::Kind::not_authorized) {
    return judge_refused_token(end, profile);
  }
  EndVerdict verdict;
  if (is_captive_portal(end, profile)) {
    verdict.action = NeededAction::log_in_to_network;
    verdict.certain = true;
    verdict.retry = kPortalRetry;
    verdict.sentence = translated(QT_TRANSLATE_NOOP(
        "EndVerdict",
        "A web page answers in the server's place. Log in to this network in your browser; if you "
        "are logged in, check the account's address."));
    return verdict;
  }
  // What has worked before may be a server in the middle of a change.
  verdict.certain = !was_connected;
  verdict.retry = kSlowRetry;
  if (end.status == 200 && is_html(end.content_type)) {
    verdict.sentence = translated(
        QT_TRANSLATE_NOOP("EndVerdict",
                          "This address is a web page, not a stream of notifications. Check the "
                          "account's address."));
  } else if (end.status == 404) {
    verdict.sentence = translated(QT_TRANSLATE_NOOP(
        "EndVerdict", "The server has no stream at this address. Check the account's address."));
  } else {
    verdict.sentence = reason_text(to_qt(end.reason));
  }
  return verdict;
}

}  // namespace tidings::desktop
