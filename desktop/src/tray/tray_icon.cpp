#include "tray/tray_icon.h"

#include <QDBusConnection>
#include <QEvent>
#include <QGuiApplication>
#include <QPalette>
#include <QSystemTrayIcon>
#include <QTimer>
#include <optional>

#include "inbox/inbox.h"
#include "service/account_service.h"
#include "tray/tray_host.h"
#include "tray/tray_menu.h"
#include "tray/tray_picture.h"
#include "tray/tray_words.h"
#include "tray/xembed_tray.h"

namespace tidings::desktop {
namespace {

bool windows_are_dark() {
  return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

PanelTone tone_of_the_panel() {
  return panel_tone(qEnvironmentVariable("XDG_CURRENT_DESKTOP"), windows_are_dark());
}

/// What the icon shows: painted anew only when it differs.
struct Shown {
  TrayState state = TrayState::connecting;
  int unread = 0;
  PanelTone tone = PanelTone::unknown;
  bool operator==(const Shown&) const = default;
};

}  // namespace

struct TrayIcon::State {
  TrayIcon& owner;
  AccountService& service;
  Inbox& inbox;
  TrayHost host;
  TrayMenu menu;
  std::optional<QSystemTrayIcon> icon;
  std::optional<Shown> shown;
  QTimer update_timer;  ///< several changes at once are one

  State(TrayIcon& tray, AccountService& accounts, Inbox& messages)
      : owner(tray),
        service(accounts),
        inbox(messages),
        host(QDBusConnection::sessionBus(), &has_xembed_tray) {}

  void on_host_changed();
  void make_icon();
  void update();
  [[nodiscard]] TrayState state() const;
  void show_words();
  void show_picture(int unread);
};

TrayIcon::TrayIcon(AccountService& service, Inbox& inbox, QObject* parent)
    : QObject(parent), state_(std::make_unique<State>(*this, service, inbox)) {
  State* state = state_.get();
  state->update_timer.setSingleShot(true);
  connect(&state->update_timer, &QTimer::timeout, this, [state] { state->update(); });
  const auto later = [state] { state->update_timer.start(0); };
  connect(&service, &AccountService::accounts_changed, this, later);
  connect(&service, &AccountService::status_changed, this, later);
  connect(&inbox, &Inbox::unread_changed, this, later);
  connect(&inbox, &Inbox::paused_changed, this, later);
  connect(&inbox, &Inbox::trouble, this, later);
  connect(&inbox, &Inbox::trouble_over, this, later);

  connect(&state->menu, &TrayMenu::window_requested, this, &TrayIcon::window_requested);
  connect(&state->menu, &TrayMenu::settings_requested, this, &TrayIcon::settings_requested);
  connect(&state->menu, &TrayMenu::quit_requested, this, &TrayIcon::quit_requested);
  connect(&state->menu, &TrayMenu::mark_all_read_requested, &inbox,
          [&inbox] { inbox.mark_all_read(); });
  connect(&state->menu, &TrayMenu::pause_requested, &inbox, [&inbox](const QDateTime& until) {
    if (until.isValid()) {
      inbox.pause_until(until);
    } else {
      inbox.pause();
    }
  });
  connect(&state->menu, &TrayMenu::resume_requested, &inbox, &Inbox::resume);
  connect(&state->host, &TrayHost::changed, this, [state] { state->on_host_changed(); });
  qGuiApp->installEventFilter(this);
  state->on_host_changed();
}

TrayIcon::~TrayIcon() = default;

bool TrayIcon::is_visible() const {
  return state_->icon && state_->host.kind() != TrayHost::Kind::none;
}

/// The desktop went from light to dark or back, or the user chose another language.
bool TrayIcon::eventFilter(QObject* watched, QEvent* event) {
  if (watched == qGuiApp && event->type() == QEvent::ApplicationPaletteChange) {
    state_->update_timer.start(0);
  } else if (watched == qGuiApp && event->type() == QEvent::LanguageChange) {
    state_->menu.set_words();
    state_->update_timer.start(0);
  }
  return QObject::eventFilter(watched, event);
}

void TrayIcon::State::on_host_changed() {
  if (!icon && host.kind() != TrayHost::Kind::none) {
    make_icon();
  }
  emit owner.visible_changed();
}

/// The number follows in the event loop's next round: it is drawn with a font, and the first font
/// takes longer than everything else on the way to an icon.
void TrayIcon::State::make_icon() {
  icon.emplace();
  show_words();
  show_picture(0);
  icon->setContextMenu(menu.menu());
  QObject::connect(
      &*icon, &QSystemTrayIcon::activated, &owner,
      [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick) {
          emit owner.window_requested();
        }
      });
  icon->show();
  update_timer.start(0);
}

void TrayIcon::State::update() {
  show_words();
  if (icon) {
    show_picture(inbox.unread());
  }
}

TrayState TrayIcon::State::state() const {
  return tray_state(
      inbox.standing_trouble().isEmpty() ? service.overall_state() : AccountState::action_needed,
      inbox.is_paused());
}

void TrayIcon::State::show_words() {
  QList<AccountStatus> accounts;
  for (const QString& name : service.accounts()) {
    accounts.append(service.status(name));
  }
  const int unread = inbox.unread();
  menu.show({unread, inbox.is_paused(), inbox.paused_until(), accounts});
  if (icon) {
    icon->setToolTip(TrayWords::tooltip(unread, state(), accounts));
  }
}

void TrayIcon::State::show_picture(int unread) {
  const Shown now{state(), unread, tone_of_the_panel()};
  if (shown != now) {
    shown = now;
    icon->setIcon(tray_picture(now.state, now.unread, now.tone));
  }
}

}  // namespace tidings::desktop
