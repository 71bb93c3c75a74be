#include "inbox/link_opener.h"

#include <utility>

#include "domain/message_source.h"
#include "store/history_store.h"

namespace tidings::desktop {
namespace {

bool can_be_opened(const QUrl& url) {
  const QString scheme = url.scheme().toLower();
  return url.isValid() && !url.host().isEmpty() &&
         (scheme == QLatin1String("http") || scheme == QLatin1String("https"));
}

}  // namespace

LinkOpener::LinkOpener(const MessageSource& source, const HistoryStore& store,
                       std::function<bool(const QUrl&)> open_url, QObject* parent)
    : QObject(parent), source_(source), store_(store), open_url_(std::move(open_url)) {}

std::optional<HistoryEntry> LinkOpener::with_link(qint64 row) const {
  const QList<HistoryEntry> found = store_.entries({row});
  return found.isEmpty() || found.first().url.isEmpty() ? std::nullopt
                                                        : std::optional(found.first());
}

void LinkOpener::open(qint64 row, const QString& activation_token) {
  const std::optional<HistoryEntry> entry = with_link(row);
  if (!entry) {
    return;
  }
  const QUrl url(entry->url, QUrl::StrictMode);
  if (!can_be_opened(url)) {
    emit failed(tr("The link of “%1” is not opened: only http and https links are.")
                    .arg(entry->title.left(80)));
    return;
  }
  if (url.host().compare(source_.host(entry->account), Qt::CaseInsensitive) != 0) {
    emit confirmation_needed(row, url, activation_token);
    return;
  }
  // The browser's window may come to the front in our place.
  if (!activation_token.isEmpty()) {
    qputenv("XDG_ACTIVATION_TOKEN", activation_token.toUtf8());
  }
  open_confirmed(row);
  qunsetenv("XDG_ACTIVATION_TOKEN");
}

void LinkOpener::open_confirmed(qint64 row) {
  const std::optional<HistoryEntry> entry = with_link(row);
  const QUrl url = entry ? QUrl(entry->url, QUrl::StrictMode) : QUrl();
  if (!can_be_opened(url)) {
    return;
  }
  if (open_url_(url)) {
    emit opened(row);
  } else {
    emit failed(tr("No program could be started that opens “%1”.").arg(url.toDisplayString()));
  }
}

}  // namespace tidings::desktop
