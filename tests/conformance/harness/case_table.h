#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "conformance/harness/scenario.h"

namespace tidings::conformance {

/// One thing that must hold. `play` throws Failure where it does not.
struct Case {
  std::string name;
  std::function<void(Scenario&)> play;
};

/// The cases of one test function, shown by Qt Test as its rows. The first row that is asked for
/// starts them all, several at a time in threads of their own, since most of a case's time is
/// waiting; each row then reports its own outcome. When one row is named on the command line only
/// that one runs.
class CaseTable {
 public:
  static constexpr int usual_at_once = 8;

  explicit CaseTable(std::vector<Case> cases, int at_once = usual_at_once);
  ~CaseTable();
  CaseTable(const CaseTable&) = delete;
  CaseTable& operator=(const CaseTable&) = delete;

  /// For the `_data` function.
  void add_rows() const;
  /// For the test function itself.
  void verify_row();

 private:
  class Run;

  std::vector<Case> cases_;
  int at_once_;
  std::unique_ptr<Run> run_;
};

}  // namespace tidings::conformance
