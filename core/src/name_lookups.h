#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace tidings {

/// Who looks a name up, and who waits for what comes of it. A look-up costs a thread, and a
/// thousand streams of one server that all come back at once need but one.
class NameLookups {
 public:
  using Transfer = std::uint64_t;

  /// True: nobody looks this name up, so this transfer does. False: it has to wait.
  bool begin(Transfer transfer, const std::string& name);
  /// The look-up is over, or whoever made it has gone; those that waited for it. Of a transfer that
  /// waits itself: it does so no longer.
  std::vector<Transfer> finish(Transfer transfer);
  /// Those that look a name up.
  [[nodiscard]] std::vector<Transfer> under_way() const;
  [[nodiscard]] bool empty() const noexcept { return names_.empty(); }

 private:
  struct LookUp {
    Transfer by = 0;
    std::vector<Transfer> waiting;
  };
  std::unordered_map<std::string, LookUp> look_ups_;
  std::unordered_map<Transfer, std::string> names_;  ///< of those that look up and that wait
};

}  // namespace tidings
