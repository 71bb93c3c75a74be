#include "keychain.h"

#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <utility>

#include "sd_bus_library.h"
#include "session_bus.h"

namespace tidings::cli {
namespace {

constexpr const char* kService = "org.freedesktop.secrets";
constexpr const char* kPath = "/org/freedesktop/secrets";
constexpr const char* kServiceInterface = "org.freedesktop.Secret.Service";
constexpr const char* kItemInterface = "org.freedesktop.Secret.Item";

/// One search: a session with the service (`plain`: the bus itself is private to the user), the
/// items with our attributes, the first item's secret.
class KeychainSearch {
 public:
  KeychainSearch(EventLoop& loop, std::string account,
                 std::function<void(Result<std::string>)> done)
      : loop_(loop), account_(std::move(account)), done_(std::move(done)) {}

  void begin() {
    auto bus = SessionBus::open(loop_, [this](const std::string& reason) {
      finish(Error{"the session bus is gone: " + reason, true});
    });
    if (!bus) {
      finish(Error{"there is no session bus to ask for it: " + bus.error().message, true});
      return;
    }
    bus_ = std::move(*bus);
    call(sd_bus_library().call_method_async(bus_->get(), nullptr, kService, kPath,
                                            kServiceInterface, "OpenSession", on_session, this,
                                            "sv", "plain", "s", ""));
    bus_->process();
  }

 private:
  static int on_session(sd_bus_message* answer, void* self, sd_bus_error*) {
    static_cast<KeychainSearch*>(self)->search(answer);
    return 0;
  }
  static int on_items(sd_bus_message* answer, void* self, sd_bus_error*) {
    static_cast<KeychainSearch*>(self)->ask_for_secret(answer);
    return 0;
  }
  static int on_secret(sd_bus_message* answer, void* self, sd_bus_error*) {
    static_cast<KeychainSearch*>(self)->take_secret(answer);
    return 0;
  }

  void search(sd_bus_message* answer) {
    const char* session = nullptr;
    if (failed(answer) || !read_ok(sd_bus_library().message_skip(answer, "v")) ||
        !read_ok(sd_bus_library().message_read(answer, "o", &session))) {
      return;
    }
    session_ = session;
    call(sd_bus_library().call_method_async(
        bus_->get(), nullptr, kService, kPath, kServiceInterface, "SearchItems", on_items, this,
        "a{ss}", 2, "service", "tidings", "account", account_.c_str()));
  }

  void ask_for_secret(sd_bus_message* answer) {
    if (failed(answer)) {
      return;
    }
    const std::string unlocked = first_path(answer);
    const std::string locked = first_path(answer);
    if (unlocked.empty()) {
      finish(Error{locked.empty() ? "it holds none with service=tidings and account=" + account_
                                  : "it is locked: unlock it and try again",
                   true});
      return;
    }
    call(sd_bus_library().call_method_async(bus_->get(), nullptr, kService, unlocked.c_str(),
                                            kItemInterface, "GetSecret", on_secret, this, "o",
                                            session_.c_str()));
  }

  /// `(oayays)`: session, parameters, secret, content type.
  void take_secret(sd_bus_message* answer) {
    const void* secret = nullptr;
    std::size_t size = 0;
    if (failed(answer) ||
        !read_ok(sd_bus_library().message_enter_container(answer, 'r', "oayays")) ||
        !read_ok(sd_bus_library().message_skip(answer, "oay")) ||
        !read_ok(sd_bus_library().message_read_array(answer, 'y', &secret, &size))) {
      return;
    }
    finish(std::string(static_cast<const char*>(secret), size));
  }

  /// The first of an array of object paths, which is passed over; empty when it has none.
  static std::string first_path(sd_bus_message* answer) {
    std::string first;
    const char* path = nullptr;
    if (sd_bus_library().message_enter_container(answer, 'a', "o") < 0) {
      return first;
    }
    while (sd_bus_library().message_read(answer, "o", &path) > 0) {
      first = first.empty() ? path : first;
    }
    sd_bus_library().message_exit_container(answer);
    return first;
  }

  bool failed(sd_bus_message* answer) {
    const sd_bus_error* error = sd_bus_library().message_get_error(answer);
    if (error == nullptr) {
      return false;
    }
    const bool nobody = std::strcmp(error->name, SD_BUS_ERROR_SERVICE_UNKNOWN) == 0;
    const std::string reason = error->message != nullptr ? error->message : error->name;
    finish(Error{
        nobody ? "no keychain runs here (nobody is org.freedesktop.secrets on the bus)" : reason,
        true});
    return true;
  }

  bool read_ok(int result) {
    if (result < 0) {
      finish(Error{std::string("its answer is not understood: ") + std::strerror(-result), true});
    }
    return result >= 0;
  }

  void call(int result) {
    if (result < 0) {
      finish(Error{std::string("it cannot be asked: ") + std::strerror(-result), true});
    }
  }

  /// The answer comes from the loop: this may be called deep inside sd-bus, and drops the bus.
  void finish(Result<std::string> result) {
    if (!answer_) {
      answer_ = loop_.call_at(loop_.now(), [this, result = std::move(result)] { done_(result); });
    }
  }

  EventLoop& loop_;
  std::string account_;
  std::function<void(Result<std::string>)> done_;
  std::unique_ptr<SessionBus> bus_;
  std::string session_;
  EventLoop::Handle answer_;
};

}  // namespace

TokenLookup keychain_lookup(std::string account) {
  return {"the desktop's keychain",
          [account = std::move(account)](EventLoop& loop,
                                         std::function<void(Result<std::string>)> done) {
            auto search = std::make_shared<KeychainSearch>(loop, account, std::move(done));
            search->begin();
            return std::shared_ptr<void>(std::move(search));
          }};
}

}  // namespace tidings::cli
