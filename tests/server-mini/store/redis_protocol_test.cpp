#include "store/redis_protocol.h"

#include <QTest>

using tidings::server::append_command;
using tidings::server::RedisReply;
using tidings::server::RedisReplyReader;

namespace {

using Kind = RedisReply::Kind;

/// `[a 1 nil (ERR x)]`.
std::string text_of(const RedisReply& reply) {
  switch (reply.kind) {
    case Kind::nil:
      return "nil";
    case Kind::error:
      return '(' + reply.text + ')';
    case Kind::integer:
      return std::to_string(reply.integer);
    case Kind::status:
      return '+' + reply.text;
    case Kind::string:
      return reply.text;
    case Kind::array:
      break;
  }
  std::string text = "[";
  for (const auto& element : reply.elements)
    text += (text.size() > 1 ? " " : "") + text_of(element);
  return text + ']';
}

constexpr std::string_view kReplies =
    "+OK\r\n-ERR x\r\n:-42\r\n$3\r\na\r\n\r\n$-1\r\n*-1\r\n*0\r\n"
    "*3\r\n$1\r\na\r\n*2\r\n:1\r\n*1\r\n$0\r\n\r\n-E\r\n";
const std::string kTexts = "+OK (ERR x) -42 a\r\n nil nil [] [a [1 []] (E)] ";

std::string read_all(RedisReplyReader& reader) {
  std::string texts;
  for (;;) {
    const auto reply = reader.next();
    if (!reply)
      return texts + "broken";
    if (!reply->has_value())
      return texts;
    texts += text_of(**reply) + ' ';
  }
}

}  // namespace

class RedisProtocolTest : public QObject {
  Q_OBJECT

 private slots:
  void a_command_is_an_array_of_strings_with_any_bytes() {
    const std::array<std::string_view, 3> words = {"SET", std::string_view("a\0b", 3), ""};
    std::string command;
    append_command(command, words);
    QVERIFY(command == std::string("*3\r\n$3\r\nSET\r\n$3\r\na\0b\r\n$0\r\n\r\n", 28));
  }

  void replies_are_read_wherever_the_bytes_are_cut() {
    // The empty string within the inner array is shown as nothing.
    for (std::size_t cut = 0; cut <= kReplies.size(); ++cut) {
      RedisReplyReader reader;
      reader.feed(kReplies.substr(0, cut));
      std::string texts = read_all(reader);
      reader.feed(kReplies.substr(cut));
      texts += read_all(reader);
      QCOMPARE(texts, kTexts);
    }
  }

  void replies_are_read_byte_by_byte() {
    RedisReplyReader reader;
    std::string texts;
    for (const char byte : kReplies) {
      reader.feed({&byte, 1});
      texts += read_all(reader);
    }
    QCOMPARE(texts, kTexts);
  }

  void half_a_reply_is_thrown_away_with_its_reader() {
    RedisReplyReader reader;
    reader.feed("*2\r\n$1\r\na\r\n*2\r\n:1\r\n");
    QCOMPARE(read_all(reader), std::string());
  }

  void what_is_not_redis_is_an_error() {
    RedisReplyReader reader;
    reader.feed("HTTP/1.1 400 Bad Request\r\n");
    const auto reply = reader.next();
    QVERIFY(!reply.ok());
    QVERIFY(QByteArray::fromStdString(reply.error().message).contains("not Redis"));
  }
};

QTEST_GUILESS_MAIN(RedisProtocolTest)
#include "redis_protocol_test.moc"
