#include "app/application.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QTimer>
#include <chrono>
#include <optional>
#include <utility>

#include "app/autostart.h"
#include "app/desktop_status.h"
#include "app/launcher_badge.h"
#include "app/retention.h"
#include "app/session_interface.h"
#include "app/stop_signals.h"
#include "app/token_reports.h"
#include "app/translations.h"
#include "app/window_keeper.h"
#include "inbox/inbox.h"
#include "popups/notification_daemon_display.h"
#include "service/account_service.h"
#include "service/network_watch.h"
#include "settings/settings_file.h"
#include "store/history_reader.h"
#include "store/history_store.h"
#include "tray/tray_icon.h"
#include "windows/main_window.h"

namespace tidings::desktop {
namespace {

constexpr std::chrono::milliseconds kIconPatience{200};

}  // namespace

struct Application::State {
  const CommandLine line;
  Translations& translations;
  QDBusConnection bus = QDBusConnection::sessionBus();
  std::unique_ptr<HistoryStore> store;
  SettingsFile settings;
  HistoryReader reader;
  AccountService service;
  NotificationDaemonDisplay popups;
  Inbox inbox;
  TokenReports token_reports;
  TrayIcon tray;
  WindowKeeper windows;
  SessionInterface session;
  LauncherBadge badge;
  Retention retention;
  std::optional<NetworkWatch> network;  ///< once the accounts are followed
  StopSignals signals_;
  Autostart autostart = Autostart::of_the_user();
  QTimer icon_patience;
  bool autostart_is_wanted = false;
  bool follows = false;
  QString configuration_warning;  ///< the last that was told

  State(const CommandLine& asked, const Folders& folders, Translations& texts,
        std::unique_ptr<HistoryStore> history)
      : line(asked),
        translations(texts),
        store(std::move(history)),
        settings(folders.settings_file),
        reader(store->path()),
        service(
            folders.configuration_file,
            [this](const QString& account) { return store->position(account); }, nullptr,
            ServiceOptions{folders.data, std::chrono::seconds(30)}),
        popups(bus),
        inbox(service, *store, popups, settings),
        token_reports(service, inbox),
        tray(service, inbox),
        windows(tray, [this] { return make_window(); }),
        session(bus, content()),
        badge(bus),
        retention(*store, settings),
        autostart_is_wanted(settings.settings().autostart) {}

  std::unique_ptr<MainWindow> make_window();
  void take_autostart();
  void set_autostart();
  [[nodiscard]] SessionInterface::Content content() const;
  void show_status();
  void report_configuration();
};

std::unique_ptr<MainWindow> Application::State::make_window() {
  auto window = std::make_unique<MainWindow>(service, *store, reader, inbox, settings);
  QObject::connect(window.get(), &MainWindow::quit_requested, qApp, &QApplication::quit);
  return window;
}

/// The desktop's own settings may have switched it: what they say holds.
void Application::State::take_autostart() {
  Settings now = settings.settings();
  now.autostart = autostart.is_on();
  if (!(now == settings.settings())) {
    (void)settings.change(now);
  }
  autostart_is_wanted = now.autostart;
}

void Application::State::set_autostart() {
  const bool on = settings.settings().autostart;
  if (std::exchange(autostart_is_wanted, on) == on) {
    return;
  }
  const QString error = autostart.set(on);
  if (!error.isEmpty()) {
    qWarning("tidings-desktop: %s", qPrintable(error));
  }
}

SessionInterface::Content Application::State::content() const {
  QList<AccountStatus> accounts;
  for (const QString& name : service.accounts()) {
    accounts.append(service.status(name));
  }
  return session_content(
      accounts,
      inbox.standing_trouble().isEmpty() ? service.overall_state() : AccountState::action_needed,
      inbox.is_paused(), inbox.unread());
}

void Application::State::show_status() {
  const uint before = session.content().unread;
  session.show(content());
  if (session.content().unread != before) {
    badge.show(static_cast<int>(session.content().unread));
  }
}

/// The window may be in the tray while the file is edited.
void Application::State::report_configuration() {
  const QString now = service.configuration_warning();
  if (std::exchange(configuration_warning, now) == now) {
    return;
  }
  const QString key = QStringLiteral("configuration");
  if (now.isEmpty()) {
    inbox.report_over(key);
  } else {
    inbox.report(key, Application::tr("The accounts' file"), now);
  }
}

Result<std::unique_ptr<Application>> Application::create(const CommandLine& line,
                                                         const Folders& folders,
                                                         Translations& translations) {
  auto store = HistoryStore::open(folders.history_file);
  if (!store) {
    // Better without a memory than not at all: the notifications are still announced.
    store = HistoryStore::open_in_memory(QString::fromStdString(store.error().message));
  }
  if (!store) {
    return store.error();
  }
  return std::unique_ptr<Application>(
      new Application(std::make_unique<State>(line, folders, translations, std::move(*store))));
}

Application::Application(std::unique_ptr<State> state) : state_(std::move(state)) {
  connect_pieces();
}

Application::~Application() {
  // Nothing arrives while the pieces go.
  state_->service.stop();
}

void Application::connect_pieces() {
  State* state = state_.get();
  const auto status = [state] { state->show_status(); };
  connect(&state->service, &AccountService::accounts_changed, this, status);
  connect(&state->service, &AccountService::status_changed, this, status);
  connect(&state->inbox, &Inbox::unread_changed, this, status);
  connect(&state->inbox, &Inbox::paused_changed, this, status);
  connect(&state->inbox, &Inbox::trouble, this, status);
  connect(&state->inbox, &Inbox::trouble_over, this, status);

  connect(&state->inbox, &Inbox::show_requested, this, [state](qint64 row, const QString& token) {
    state->windows.raise(token);
    if (row != 0) {
      state->windows.window().show_entry(row);
    }
  });
  connect(&state->inbox, &Inbox::url_confirmation_needed, this,
          [state] { state->windows.raise(); });

  connect(&state->tray, &TrayIcon::window_requested, this, [state] { state->windows.raise(); });
  connect(&state->tray, &TrayIcon::settings_requested, this, [state] {
    state->windows.raise();
    state->windows.window().show_settings();
  });
  connect(&state->tray, &TrayIcon::quit_requested, qApp, &QApplication::quit);

  connect(&state->session, &SessionInterface::activate_requested, this,
          [state](const QString& token) { state->windows.raise(token); });
  connect(&state->session, &SessionInterface::open_requested, this, &Application::open);
  connect(&state->session, &SessionInterface::action_requested, this, &Application::act);

  connect(&state->signals_, &StopSignals::stop_requested, qApp, &QApplication::quit);
  connect(&state->settings, &SettingsFile::changed, this, [state] {
    state->set_autostart();
    state->translations.use(state->settings.settings().language);
  });
}

/// The icon comes first: streams and keyrings take their time, and can.
void Application::start() {
  if (!state_->bus.isConnected()) {
    emit complaint(QStringLiteral(
        "there is no session bus: no popups, no keyring, and a second start opens a second "
        "window"));
  }
  connect(&state_->tray, &TrayIcon::visible_changed, this, &Application::follow,
          Qt::QueuedConnection);
  connect(&state_->icon_patience, &QTimer::timeout, this, &Application::follow);
  state_->icon_patience.setSingleShot(true);
  state_->icon_patience.start(kIconPatience);
  state_->windows.begin(state_->line.minimized);
  if (!state_->line.uris.isEmpty()) {
    open(state_->line.uris, {});
  }
}

void Application::open(const QStringList& uris, const QString& activation_token) {
  state_->windows.raise(activation_token);
  for (const QString& uri : uris) {
    const auto address = parse_entry_uri(uri);
    const auto entry = address ? state_->store->find(address->account, address->id) : std::nullopt;
    if (entry) {
      state_->windows.window().show_entry(entry->row);
    }
  }
}

void Application::act(const QString& action) {
  if (action == QLatin1String("quit")) {
    // After the caller has had its answer.
    QMetaObject::invokeMethod(qApp, "quit", Qt::QueuedConnection);
  } else if (action == QLatin1String("pause")) {
    state_->inbox.pause();
  } else if (action == QLatin1String("resume")) {
    state_->inbox.resume();
  } else if (action == QLatin1String("mark-all-read")) {
    state_->inbox.mark_all_read();
  }
}

void Application::follow() {
  if (std::exchange(state_->follows, true)) {
    return;
  }
  state_->take_autostart();
  state_->service.start(state_->line.profiles);
  // What is wrong from the start is no news: the window and standard error say it.
  state_->configuration_warning = state_->service.configuration_warning();
  connect(&state_->service, &AccountService::accounts_changed, this,
          [state = state_.get()] { state->report_configuration(); });
  const NetworkWatch& network = state_->network.emplace(QDBusConnection::systemBus());
  connect(&network, &NetworkWatch::came_back, &state_->service, &AccountService::reconnect_now);
  // The clock went on while the machine slept; timers did not.
  connect(&network, &NetworkWatch::came_back, &state_->inbox, &Inbox::look_at_clock);
  for (const QString& warning : {state_->store->warning(), state_->settings.warning(),
                                 state_->service.configuration_warning()}) {
    if (!warning.isEmpty()) {
      emit complaint(warning);
    }
  }
}

}  // namespace tidings::desktop
