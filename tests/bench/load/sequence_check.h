#pragma once

#include <cstdint>
#include <vector>

namespace tidings::load {

/// What is wrong with what arrived.
struct Findings {
  std::uint64_t lost = 0;
  std::uint64_t doubled = 0;
  std::uint64_t out_of_order = 0;
  std::uint64_t strays = 0;     ///< of another receiver, or never published
  std::uint64_t malformed = 0;  ///< no stamp, no event stream, no HTTP
  std::uint64_t cut = 0;        ///< connections that ended though nobody wanted it

  [[nodiscard]] std::uint64_t total() const {
    return lost + doubled + out_of_order + strays + malformed + cut;
  }
  Findings& operator+=(const Findings& other);
};

/// One stream's view of one lane: every number once, in order. A number that comes after a greater
/// one is out of order, not lost; whatever never comes is known only at the end.
class SequenceCheck {
 public:
  /// `before_first`: the lane's last number when the stream began.
  explicit SequenceCheck(std::uint32_t before_first = 0) : last_(before_first) {}

  void on_number(std::uint32_t number, Findings& findings);
  /// Nothing more comes; `published` is the lane's last number.
  void finish(std::uint32_t published, Findings& findings);

 private:
  std::uint32_t last_;
  std::vector<std::uint32_t> missing_;  // below `last_`, in order
};

}  // namespace tidings::load
