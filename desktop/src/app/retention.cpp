#include "app/retention.h"

#include <chrono>

#include "settings/settings_file.h"
#include "store/history_store.h"

namespace tidings::desktop {
namespace {

constexpr std::chrono::seconds kAfterStart{60};
constexpr std::chrono::milliseconds kBetweenPieces{50};
constexpr std::chrono::hours kBetweenRounds{6};

}  // namespace

Retention::Retention(HistoryStore& store, SettingsFile& settings, QObject* parent)
    : QObject(parent), store_(store), settings_(settings) {
  timer_.setSingleShot(true);
  timer_.setTimerType(Qt::VeryCoarseTimer);
  connect(&timer_, &QTimer::timeout, this, &Retention::work);
  connect(&settings_, &SettingsFile::changed, this, [this] { timer_.start(kAfterStart); });
  timer_.start(kAfterStart);
}

void Retention::work() {
  const Settings& settings = settings_.settings();
  const auto has_more = store_.retire(settings.keep_days, settings.keep_number);
  // What went wrong shows when the next notification is stored; here it is tried again later.
  if (has_more && *has_more) {
    timer_.start(kBetweenPieces);
  } else {
    timer_.start(std::chrono::duration_cast<std::chrono::milliseconds>(kBetweenRounds));
  }
}

}  // namespace tidings::desktop
