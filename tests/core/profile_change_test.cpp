// Changing keys of a profile by editing the file's text.
#include <QTest>
#include <string>

#include "tidings/profile.h"

#include "support/std_strings.h"

using namespace tidings;

namespace {

const std::string kText =
    "# mine\n"
    "default-profile = \"shop\"\n"
    "\n"
    "[profiles.shop]\n"
    "stream = \"https://shop.example/v1/stream\"  # the stream\n"
    "headers = [\n"
    "  \"X-Shop: 7\",\n"
    "]\n"
    "preset = 'tidings'\n"
    "\n"
    "[profiles.shop.mapping]  # of shop\n"
    "title = \"/t\"\n"
    "\n"
    "[profiles.other]\n"
    "stream = \"https://other.example/v1/stream\"\n";

std::string changed(const std::string& text, const std::vector<ProfileKey>& keys) {
  const auto result = with_profile_changed(text, "shop", keys);
  return result ? *result : "error: " + result.error().message;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

class ProfileChangeTest : public QObject {
  Q_OBJECT

 private slots:
  void a_value_is_replaced_and_the_rest_of_its_line_stays() {
    QCOMPARE(changed(kText, {{"stream", {"http://127.0.0.1/v1/stream"}}}),
             with(kText, "https://shop.example", "http://127.0.0.1"));
  }
  void a_value_over_several_lines_is_replaced_whole() {
    QCOMPARE(changed(kText, {{"headers", {"A: 1", "B: 2"}}}),
             with(kText, "[\n  \"X-Shop: 7\",\n]", "[\"A: 1\", \"B: 2\"]"));
  }
  void a_new_key_stands_behind_the_last_one() {
    QCOMPARE(changed(kText, {{"token-keychain", {"true"}}, {"proxy", {"http://p:1"}}}),
             with(kText, "preset = 'tidings'\n",
                  "preset = 'tidings'\ntoken-keychain = true\nproxy = \"http://p:1\"\n"));
  }
  void a_key_without_values_is_removed_with_its_lines() {
    QCOMPARE(changed(kText, {{"headers", {}}}),
             with(kText, "headers = [\n  \"X-Shop: 7\",\n]\n", ""));
    QCOMPARE(changed(kText, {{"publish", {}}}), kText);
  }
  void a_mapping_is_changed_member_by_member_where_it_stands() {
    const std::string text = with(kText, "title = \"/t\"\n",
                                  "title = '/t'   # the headline\n"
                                  "# what stands below\n"
                                  "body = \"/b\"\n"
                                  "colour = \"/c\"\n"
                                  "heartbeat = \"event:ping\"\n");
    QCOMPARE(
        changed(text, {{"mapping", {"title=/t", "body=/text", "id=/id"}}, {"preset", {"plain"}}}),
        with(with(with(text, "'tidings'", "\"plain\""), "\"/b\"", "\"/text\""),
             "heartbeat = \"event:ping\"\n", "id = \"/id\"\n"));
    QCOMPARE(changed(kText, {{"mapping", {}}}), with(kText, "title = \"/t\"\n", ""));
  }
  void a_mapping_in_one_line_is_replaced_and_one_that_is_new_gets_a_line() {
    const std::string text = "[profiles.shop]\nmapping = { title = '/t' }  # mine\n";
    QCOMPARE(changed(text, {{"mapping", {"title=/t", "heartbeat=/a=b"}}}),
             std::string("[profiles.shop]\n"
                         "mapping = { title = \"/t\", heartbeat = \"/a=b\" }  # mine\n"));
    QCOMPARE(changed(text, {{"mapping", {}}}), std::string("[profiles.shop]\n"));
    QCOMPARE(changed("[profiles.shop]\npreset = \"ntfy\"\n", {{"mapping", {"url=/click"}}}),
             std::string("[profiles.shop]\npreset = \"ntfy\"\nmapping = { url = \"/click\" }\n"));
  }
  void a_bad_mapping_changes_nothing() {
    QVERIFY(changed(kText, {{"mapping", {"title=t"}}}).find("JSON pointer") != std::string::npos);
    QVERIFY(changed(kText, {{"mapping", {"colour=/c"}}}).starts_with("error: "));
    QVERIFY(changed("[profiles.shop]\nmapping.title = \"/t\"\n", {{"mapping", {"id=/i"}}})
                .find("editor") != std::string::npos);
  }
  void columns_are_counted_in_characters() {
    const std::string text = "[profiles.shop]\nstream = \"https://x.example/주문\" # 주문\n";
    QCOMPARE(changed(text, {{"stream", {"https://y.example/"}}}),
             std::string("[profiles.shop]\nstream = \"https://y.example/\" # 주문\n"));
  }
  void a_last_line_without_an_end_gets_one() {
    const std::string text = "[profiles.shop]\nstream = \"https://x.example/\"";
    QCOMPARE(changed(text, {{"preset", {"ntfy"}}}), text + "\npreset = \"ntfy\"\n");
  }
  void a_new_line_ends_as_the_others_do() {
    const std::string text = "[profiles.shop]\r\nstream = \"https://x.example/\"\r\n";
    QCOMPARE(changed(text, {{"preset", {"ntfy"}}}), text + "preset = \"ntfy\"\r\n");
  }
  void a_bad_value_changes_nothing_and_is_named() {
    QVERIFY(changed(kText, {{"stream", {"no url"}}}).starts_with("error: "));
    QVERIFY(changed(kText, {{"nonsense", {"1"}}}).find("nonsense") != std::string::npos);
  }
  void what_is_not_written_as_a_table_is_left_to_an_editor() {
    QVERIFY(changed("profiles.shop.stream = \"https://x.example/\"\n", {{"preset", {"ntfy"}}})
                .find("editor") != std::string::npos);
    QVERIFY(changed("", {{"preset", {"ntfy"}}}).find("no profile") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(ProfileChangeTest)
#include "profile_change_test.moc"
