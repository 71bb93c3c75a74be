#include "app/window_keeper.h"

#include <chrono>
#include <utility>

#include "tray/tray_icon.h"
#include "windows/main_window.h"

namespace tidings::desktop {
namespace {

constexpr std::chrono::seconds kPatience{3};

}  // namespace

WindowKeeper::WindowKeeper(TrayIcon& tray, std::function<std::unique_ptr<MainWindow>()> make,
                           QObject* parent)
    : QObject(parent), tray_(tray), make_(std::move(make)) {
  patience_.setSingleShot(true);
  patience_.setInterval(kPatience);
  connect(&patience_, &QTimer::timeout, this, &WindowKeeper::show_minimized);
  connect(&tray_, &TrayIcon::visible_changed, this, &WindowKeeper::on_tray);
}

WindowKeeper::~WindowKeeper() = default;

void WindowKeeper::begin(bool minimized) {
  if (!minimized) {
    raise();
  } else {
    on_tray();
  }
}

MainWindow& WindowKeeper::window() {
  if (!window_) {
    window_ = make_();
    window_->set_tray_visible(tray_.is_visible());
  }
  return *window_;
}

void WindowKeeper::raise(const QString& activation_token) {
  minimized_by_us_ = false;
  patience_.stop();
  window().bring_up(activation_token);
}

void WindowKeeper::on_tray() {
  if (window_) {
    window_->set_tray_visible(tray_.is_visible());
  }
  if (!tray_.is_visible()) {
    patience_.start();
    return;
  }
  patience_.stop();
  if (minimized_by_us_ && window_ && window_->isMinimized()) {
    window_->hide();
  }
  minimized_by_us_ = false;
}

void WindowKeeper::show_minimized() {
  if (!window().isVisible()) {
    minimized_by_us_ = true;
    window().showMinimized();
  }
}

}  // namespace tidings::desktop
