#include "doctor/report.h"

#include <QtTest>

#include "support/std_strings.h"

using namespace tidings;
using namespace tidings::cli;

namespace {

const Diagnosis kDiagnosis{
    {{"tcp", CheckStatus::ok, "connected", ""},
     {"caching", CheckStatus::warn, "said public", "send `no-cache` so that nothing keeps it"}},
    CheckStatus::warn};

}  // namespace

class ReportTest : public QObject {
  Q_OBJECT

 private slots:
  void json_has_exactly_the_members_of_the_contract() {
    QByteArray expected(
        "{'url':'http://***@a/?token=***','checks':["
        "{'name':'tcp','status':'ok','detail':'connected','advice':''},"
        "{'name':'caching','status':'warn','detail':'said public',"
        "'advice':'send `no-cache` so that nothing keeps it'}],'result':'warn'}\n");
    expected.replace('\'', '"');
    QCOMPARE(json_report("http://u:p@a/?token=t", kDiagnosis), expected.toStdString());
  }

  void text_is_a_table_with_advice_below() {
    QCOMPARE(text_report("http://a/", kDiagnosis, false, 0),
             std::string("http://a/\n\n"
                         "  ok    tcp             connected\n"
                         "  warn  caching         said public\n"
                         "                        → send `no-cache` so that nothing keeps it\n"
                         "\n  warn: 0 failures, 1 warning\n"));
  }

  void text_is_broken_to_the_width_of_the_terminal() {
    const std::string text = text_report("http://a/", kDiagnosis, false, 60);
    QVERIFY2(text.find("                        → send `no-cache` so that nothing\n"
                       "                          keeps it\n") != std::string::npos,
             text.c_str());
  }

  void texts_stand_below_on_a_narrow_terminal() {
    QCOMPARE(text_report("http://a/", kDiagnosis, false, 30),
             std::string("http://a/\n\n"
                         "  ok    tcp\n"
                         "        connected\n"
                         "  warn  caching\n"
                         "        said public\n"
                         "        → send `no-cache` so\n"
                         "          that nothing keeps\n"
                         "          it\n"
                         "\n  warn: 0 failures, 1 warning\n"));
  }

  void colours_mark_the_verdicts() {
    const std::string text = text_report("http://a/", kDiagnosis, true, 0);
    QVERIFY(text.find("\x1b[1;33mwarn\x1b[0m") != std::string::npos);
    QVERIFY(text.find("\x1b[32mok\x1b[0m    ") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(ReportTest)
#include "report_test.moc"
