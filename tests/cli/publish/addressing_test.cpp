#include "publish/addressing.h"

#include <QtTest>

using namespace tidings::cli;
using tidings::SellerId;
using Lines = std::vector<std::string>;

namespace {

const std::string kUnaddressed = R"({"title":"T","n":1.50})";
const Lines kToTwoSellers{R"({"sellerId":1,"title":"T","n":1.50})",
                          R"({"sellerId":"abc","title":"T","n":1.50})"};
const Lines kToEveryone{R"({"broadcast":true,"title":"T","n":1.50})"};
const std::string kToOneSellerAlone = R"({"sellerId":1 })";

}  // namespace

class AddressingTest : public QObject {
  Q_OBJECT

 private slots:
  void leaves_lines_alone_when_the_flags_name_nobody();
  void leaves_a_line_alone_that_names_its_receiver();
  void gives_a_line_without_a_receiver_those_of_the_flags();
  void leaves_what_is_no_object_to_the_check();
};

void AddressingTest::leaves_lines_alone_when_the_flags_name_nobody() {
  QCOMPARE(addressed(kUnaddressed, {}), Lines({kUnaddressed}));
}

void AddressingTest::leaves_a_line_alone_that_names_its_receiver() {
  PublishOptions options;
  options.sellers = {SellerId::from_integer(1), SellerId::from_integer(2)};
  for (const char* line : {R"({"sellerId":7,"title":"T"})", R"({"title":"T","broadcast":true})"}) {
    QCOMPARE(addressed(line, options), Lines({line}));
  }
}

void AddressingTest::gives_a_line_without_a_receiver_those_of_the_flags() {
  PublishOptions options;
  options.sellers = {SellerId::from_integer(1), *SellerId::from_text("abc")};
  QCOMPARE(addressed(" " + kUnaddressed, options), kToTwoSellers);
  QCOMPARE(addressed("{ }", options).front(), kToOneSellerAlone);
  options.sellers.clear();
  options.broadcast = true;
  QCOMPARE(addressed(kUnaddressed, options), kToEveryone);
}

void AddressingTest::leaves_what_is_no_object_to_the_check() {
  PublishOptions options;
  options.broadcast = true;
  for (const char* line : {"no JSON", "[1]", R"({"title":)", ""}) {
    QCOMPARE(addressed(line, options), Lines({line}));
  }
}

QTEST_APPLESS_MAIN(AddressingTest)
#include "addressing_test.moc"
