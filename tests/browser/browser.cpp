#include "browser/browser.h"

namespace tidings::test {
namespace {

QStringList arguments(const QString& folder, const QString& url) {
  return {"--headless=new",
          "--no-sandbox",  // the tests may run as root, where Chromium has none
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--no-default-browser-check",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-default-apps",
          "--disable-domain-reliability",
          "--disable-extensions",
          "--disable-sync",
          "--no-proxy-server",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
          "--user-data-dir=" + folder,
          url};
}

}  // namespace

Browser::Browser(const QString& url)
    : program_(QStringLiteral("chromium"), arguments(folder_.path(), url)) {
  program_.set_environment("HOME", folder_.path());
  program_.set_environment("XDG_CONFIG_HOME", folder_.path());
}

}  // namespace tidings::test
