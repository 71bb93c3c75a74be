#include "watch/hook_environment.h"

#include <QtTest>
#include <array>

#include "support/std_strings.h"

using namespace tidings::cli;

namespace {

std::vector<std::string> made_of(const HookVariables& variables) {
  static constexpr std::array<const char*, 5> kInherited{
      "PATH=/bin", "TIDINGS_TITLE=of another event", "TIDINGS_TOKEN=secret", "TIDINGS_OTHER=kept",
      nullptr};
  return hook_environment(kInherited.data(), variables);
}

}  // namespace

class HookEnvironmentTest : public QObject {
  Q_OBJECT

 private slots:
  void adds_the_event_to_what_is_inherited();
  void leaves_out_what_no_variable_can_hold();
};

void HookEnvironmentTest::adds_the_event_to_what_is_inherited() {
  const std::vector<std::string> expected{"PATH=/bin", "TIDINGS_OTHER=kept", "TIDINGS_ID=7",
                                          "TIDINGS_DATA=$(rm -rf /); a=b\nc"};
  QCOMPARE(made_of({{"TIDINGS_ID", "7"}, {"TIDINGS_DATA", "$(rm -rf /); a=b\nc"}}), expected);
}

void HookEnvironmentTest::leaves_out_what_no_variable_can_hold() {
  const std::string largest(kLongestVariable, 'x');
  const std::vector<std::string> expected{"PATH=/bin", "TIDINGS_OTHER=kept",
                                          "TIDINGS_ID=" + largest,
                                          "TIDINGS_OMITTED=TIDINGS_DATA TIDINGS_EVENT"};
  QCOMPARE(made_of({{"TIDINGS_ID", largest},
                    {"TIDINGS_DATA", largest + "x"},
                    {"TIDINGS_EVENT", std::string("a\0b", 3)}}),
           expected);
}

QTEST_APPLESS_MAIN(HookEnvironmentTest)
#include "hook_environment_test.moc"
