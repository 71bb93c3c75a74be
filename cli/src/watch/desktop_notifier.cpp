#include "watch/desktop_notifier.h"

#include <cstdint>
#include <cstring>
#include <deque>
#include <string_view>
#include <utility>

#include "sd_bus_library.h"
#include "session_bus.h"

namespace tidings::cli {
namespace {

constexpr const char* kService = "org.freedesktop.Notifications";
constexpr const char* kPath = "/org/freedesktop/Notifications";
constexpr std::uint64_t kCallTimeoutMicroseconds = 10'000'000;
constexpr std::size_t kManyUnderWay = 32;

struct MessageUnref {
  void operator()(sd_bus_message* message) const { sd_bus_library().message_unref(message); }
};
using Message = std::unique_ptr<sd_bus_message, MessageUnref>;

std::string reason(int negative_errno) {
  return std::strerror(-negative_errno);
}

/// Low, normal and critical, as the specification numbers them.
std::uint8_t urgency_of(int priority) {
  if (priority <= 2) {
    return 0;
  }
  return priority == 5 ? 2 : 1;
}

std::string without_markup(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

/// D-Bus strings end at a NUL and must be UTF-8, which ours are.
std::string without_nul(std::string text) {
  std::erase(text, '\0');
  return text;
}

}  // namespace

/// The session bus, driven by our loop.
class DesktopNotifier::Connection {
 public:
  explicit Connection(Callbacks callbacks) : callbacks_(std::move(callbacks)) {}

  Result<void> open(EventLoop& loop) {
    auto bus = SessionBus::open(loop, [this](const std::string& reason) { lost(reason); });
    if (!bus) {
      return Error{"there is no session bus to show notifications by: " + bus.error().message};
    }
    bus_ = std::move(*bus);
    return ask_for_capabilities();
  }

  void show(const Notification& notification) {
    waiting_.push_back(notification);
    send_waiting();
    bus_->process();
  }

  [[nodiscard]] bool is_idle() const { return waiting_.empty() && under_way_ == 0; }

 private:
  Result<void> ask_for_capabilities() {
    const int error =
        sd_bus_library().call_method_async(bus_->get(), nullptr, kService, kPath, kService,
                                           "GetCapabilities", on_capabilities, this, "");
    if (error < 0) {
      return Error{"the desktop's notification service cannot be asked: " + reason(error)};
    }
    bus_->process();
    return {};
  }

  /// Whatever it answers, notifications are sent then: an error to them is the one that is told.
  static int on_capabilities(sd_bus_message* answer, void* self, sd_bus_error*) {
    auto& connection = *static_cast<Connection*>(self);
    connection.ready_ = true;
    const char* capability = nullptr;
    if (sd_bus_library().message_is_method_error(answer, nullptr) == 0 &&
        sd_bus_library().message_enter_container(answer, 'a', "s") > 0) {
      while (sd_bus_library().message_read(answer, "s", &capability) > 0) {
        connection.markup_ = connection.markup_ || std::string_view(capability) == "body-markup";
      }
    }
    connection.send_waiting();
    return 0;
  }

  static int on_shown(sd_bus_message* answer, void* self, sd_bus_error*) {
    auto& connection = *static_cast<Connection*>(self);
    --connection.under_way_;
    std::string failure;
    if (const sd_bus_error* error = sd_bus_library().message_get_error(answer); error != nullptr) {
      failure = error->message != nullptr ? error->message : error->name;
    }
    connection.tell(std::move(failure));
    connection.send_waiting();
    return 0;
  }

  void send_waiting() {
    while (ready_ && !waiting_.empty() && under_way_ < kManyUnderWay) {
      const Notification notification = std::move(waiting_.front());
      waiting_.pop_front();
      if (const int error = send(notification); error < 0) {
        tell(reason(error));
      } else {
        ++under_way_;
      }
    }
    report_pressure();
  }

  int send(const Notification& notification) {
    sd_bus_message* made = nullptr;
    int result = sd_bus_library().message_new_method_call(bus_->get(), &made, kService, kPath,
                                                          kService, "Notify");
    if (result < 0) {
      return result;
    }
    const Message message(made);
    const std::string summary = without_nul(notification.title);
    const std::string body =
        without_nul(markup_ ? without_markup(notification.body) : notification.body);
    const unsigned urgency = urgency_of(notification.priority);
    result =
        sd_bus_library().message_append(made, "susssasa{sv}i", "Tidings", 0U, "", summary.c_str(),
                                        body.c_str(), 0, 1, "urgency", "y", urgency, -1);
    if (result < 0) {
      return result;
    }
    return sd_bus_library().call_async(bus_->get(), nullptr, made, on_shown, this,
                                       kCallTimeoutMicroseconds);
  }

  void lost(const std::string& reason) {
    waiting_.clear();
    under_way_ = 0;
    tell("the session bus is gone: " + reason);
  }

  void tell(std::string failure) {
    if (!failure.empty() && failure != last_failure_) {
      callbacks_.on_failure("a notification could not be shown on the desktop: " + failure);
    }
    last_failure_ = std::move(failure);
  }

  void report_pressure() {
    const bool backed_up = waiting_.size() > (backed_up_ ? kManyUnderWay / 2 : kManyUnderWay);
    if (std::exchange(backed_up_, backed_up) != backed_up) {
      callbacks_.on_backed_up(backed_up);
    }
  }

  Callbacks callbacks_;
  std::unique_ptr<SessionBus> bus_;
  bool ready_ = false;   ///< the service's capabilities are known
  bool markup_ = false;  ///< it takes bodies for a kind of HTML
  bool backed_up_ = false;
  std::deque<Notification> waiting_;
  std::size_t under_way_ = 0;
  std::string last_failure_;
};

Result<std::unique_ptr<DesktopNotifier>> DesktopNotifier::connect(EventLoop& loop,
                                                                  Callbacks callbacks) {
  auto connection = std::make_unique<Connection>(std::move(callbacks));
  if (auto opened = connection->open(loop); !opened) {
    return opened.error();
  }
  return std::unique_ptr<DesktopNotifier>(new DesktopNotifier(std::move(connection)));
}

DesktopNotifier::DesktopNotifier(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {}
DesktopNotifier::~DesktopNotifier() = default;

void DesktopNotifier::show(const Notification& notification) {
  connection_->show(notification);
}

bool DesktopNotifier::is_idle() const {
  return connection_->is_idle();
}

}  // namespace tidings::cli
