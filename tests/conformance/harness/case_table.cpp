#include "conformance/harness/case_table.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <future>
#include <optional>
#include <thread>

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>
#include <QtTest/QtTest>

#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

/// What went wrong, or nothing.
using Outcome = std::optional<std::string>;

Outcome play(const Case& what) {
  Scenario scenario;
  try {
    what.play(scenario);
    return std::nullopt;
  } catch (const std::exception& error) {
    return std::string(error.what()) + "\n" + scenario.description();
  }
}

/// `function:row` on the command line asks for one row.
bool single_row_wanted() {
  const QStringList arguments = QCoreApplication::arguments();
  return std::any_of(arguments.begin() + 1, arguments.end(), [](const QString& word) {
    return !word.startsWith(QLatin1Char('-')) && word.contains(QLatin1Char(':'));
  });
}

}  // namespace

/// All cases of a table, under way.
class CaseTable::Run {
 public:
  Run(const std::vector<Case>& cases, int at_once) : cases_(cases), promises_(cases.size()) {
    const int threads = std::min(at_once, static_cast<int>(cases.size()));
    for (int i = 0; i < threads; ++i) {
      threads_.emplace_back([this] { work(); });
    }
  }

  ~Run() {
    for (std::thread& thread : threads_) {
      thread.join();
    }
  }

  Outcome outcome_of(std::size_t index) { return promises_[index].get_future().get(); }

 private:
  void work() {
    for (std::size_t i = next_++; i < cases_.size(); i = next_++) {
      promises_[i].set_value(play(cases_[i]));
    }
  }

  const std::vector<Case>& cases_;
  std::vector<std::promise<Outcome>> promises_;
  std::atomic<std::size_t> next_{0};
  std::vector<std::thread> threads_;
};

CaseTable::CaseTable(std::vector<Case> cases, int at_once)
    : cases_(std::move(cases)), at_once_(at_once) {}

CaseTable::~CaseTable() = default;

void CaseTable::add_rows() const {
  QTest::addColumn<int>("index");
  for (std::size_t i = 0; i < cases_.size(); ++i) {
    QTest::newRow(cases_[i].name.c_str()) << static_cast<int>(i);
  }
}

void CaseTable::verify_row() {
  QFETCH(const int, index);
  // A program that goes away while a server writes to it must not take the test with it.
  std::signal(SIGPIPE, SIG_IGN);
  const auto row = static_cast<std::size_t>(index);
  Outcome failure;
  if (single_row_wanted()) {
    failure = play(cases_[row]);
  } else {
    if (!run_) {
      run_ = std::make_unique<Run>(cases_, at_once_);
    }
    failure = run_->outcome_of(row);
  }
  QVERIFY2(!failure, failure ? failure->c_str() : "");
}

}  // namespace tidings::conformance
