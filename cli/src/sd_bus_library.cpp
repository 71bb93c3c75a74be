#include "sd_bus_library.h"

#include <dlfcn.h>

namespace tidings::cli {
namespace {

struct Loaded {
  SdBusLibrary library;
  std::string failure;  ///< empty when all is there
};

class Loader {
 public:
  /// Stays loaded as long as the program: sd-bus keeps things per thread.
  Loader() : handle_(::dlopen("libsystemd.so.0", RTLD_NOW | RTLD_LOCAL)) { note_failure(); }

  template <class Function>
  void find(const char* name, Function& function) {
    if (handle_ != nullptr) {
      function = reinterpret_cast<Function>(::dlsym(handle_, name));
      note_failure();
    }
  }
  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  void note_failure() {
    const char* error = ::dlerror();
    if (failure_.empty() && error != nullptr) {
      failure_ = error;
    }
  }

  void* handle_;
  std::string failure_;
};

Loaded load() {
  Loader loader;
  Loaded loaded;
  SdBusLibrary& library = loaded.library;
  loader.find("sd_bus_open_user", library.open_user);
  loader.find("sd_bus_close_unref", library.close_unref);
  loader.find("sd_bus_get_fd", library.get_fd);
  loader.find("sd_bus_get_events", library.get_events);
  loader.find("sd_bus_get_timeout", library.get_timeout);
  loader.find("sd_bus_process", library.process);
  loader.find("sd_bus_call_async", library.call_async);
  loader.find("sd_bus_call_method_async", library.call_method_async);
  loader.find("sd_bus_message_new_method_call", library.message_new_method_call);
  loader.find("sd_bus_message_append", library.message_append);
  loader.find("sd_bus_message_unref", library.message_unref);
  loader.find("sd_bus_message_is_method_error", library.message_is_method_error);
  loader.find("sd_bus_message_get_error", library.message_get_error);
  loader.find("sd_bus_message_enter_container", library.message_enter_container);
  loader.find("sd_bus_message_exit_container", library.message_exit_container);
  loader.find("sd_bus_message_read", library.message_read);
  loader.find("sd_bus_message_read_array", library.message_read_array);
  loader.find("sd_bus_message_skip", library.message_skip);
  loaded.failure = loader.failure();
  return loaded;
}

const Loaded& loaded() {
  static const Loaded once = load();
  return once;
}

}  // namespace

Result<void> load_sd_bus() {
  const std::string& failure = loaded().failure;
  return failure.empty() ? Result<void>()
                         : Result<void>(Error{"libsystemd cannot be loaded: " + failure});
}

const SdBusLibrary& sd_bus_library() {
  return loaded().library;
}

}  // namespace tidings::cli
