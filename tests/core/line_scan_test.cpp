#include "line_scan.h"

#include <QtTest>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "byte_block.h"
#include "utf8.h"
#include "utf8_validate.h"

using namespace tidings;

/// The scan that everything received goes through, in each of its two forms (portable, and by SSE2)
/// beside a plain loop.
class LineScanTest : public QObject {
  Q_OBJECT

 private slots:
  void finds_every_line_end();
  void tells_which_lines_are_well_formed();
  void validates_every_two_and_three_byte_beginning_at_every_place();
  void validates_what_the_decoder_accepts();
};

namespace {

bool is_valid_character_by_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter character = decode_utf8(text, at);
    if (!character.valid) {
      return false;
    }
    at += character.length;
  }
  return true;
}

struct Scanned {
  std::vector<std::size_t> line_ends;
  std::vector<bool> valid;  ///< each line, and last the rest
};

template <class Block>
Scanned scan(std::string_view piece) {
  BasicLineScan<Block> lines(piece);
  typename BasicLineScan<Block>::LineEnd line_end;
  Scanned scanned;
  while (lines.next(line_end)) {
    scanned.line_ends.push_back(static_cast<std::size_t>(line_end.at - piece.data()));
    scanned.valid.push_back(line_end.valid_utf8);
  }
  scanned.valid.push_back(lines.rest_is_valid_utf8());
  return scanned;
}

Scanned scan_bytewise(std::string_view piece) {
  Scanned scanned;
  std::size_t start = 0;
  for (std::size_t at = 0; at < piece.size(); ++at) {
    if (piece[at] == '\n' || piece[at] == '\r') {
      scanned.line_ends.push_back(at);
      scanned.valid.push_back(is_valid_character_by_character(piece.substr(start, at - start)));
      start = at + 1;
    }
  }
  scanned.valid.push_back(is_valid_character_by_character(piece.substr(start)));
  return scanned;
}

/// A copy of exactly the size, so that AddressSanitizer sees reading beyond it.
template <class Block>
Scanned scan_exact(std::string_view piece) {
  const std::vector<char> copy(piece.begin(), piece.end());
  return scan<Block>({copy.data(), copy.size()});
}

class Random {
 public:
  std::size_t below(std::size_t limit) { return engine_() % limit; }

  std::string_view one_of(std::initializer_list<std::string_view> choices) {
    return *(choices.begin() + below(choices.size()));
  }

  /// Each line begins with a name, as fields do: the first two bytes behind a fault may be
  /// misjudged.
  std::string lines() {
    std::string text;
    for (std::size_t count = below(12); count > 0; --count) {
      text += one_of({"id", "data", "event"});
      text += std::string(below(90), 'x');
      for (std::size_t parts = below(4); parts > 0; --parts) {
        text += one_of({"\xED\x95\x9C", "\xC3\xA4", "\xF0\x9F\x98\x80", "\xE0\xB8\x81", "abc"});
      }
      if (below(3) == 0) {
        text += one_of({"\xED\x95", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80", "\xE0\x9F\xBF",
                        "\xF0\x8F\xBF\xBF", "\x80", "\xFF", "\xF0\x9F\x98", "\xF5\x80\x80\x80"});
      }
      text += one_of({"", "y"});
      text += one_of({"\n", "\r", "\r\n", "\n\n"});
    }
    text += one_of({"", "id", "data: \xED\x95\x9C", "data: \xED\x95", "data: \xFF"});
    return text;
  }

 private:
  std::mt19937_64 engine_{42};
};

}  // namespace

void LineScanTest::finds_every_line_end() {
  Random random;
  for (int i = 0; i < 5000; ++i) {
    const std::string text = random.lines();
    const Scanned expected = scan_bytewise(text);
    QVERIFY(scan_exact<PortableByteBlock>(text).line_ends == expected.line_ends);
    QVERIFY(scan_exact<ByteBlock>(text).line_ends == expected.line_ends);
  }
}

void LineScanTest::tells_which_lines_are_well_formed() {
  Random random;
  for (int i = 0; i < 5000; ++i) {
    const std::string text = random.lines();
    const Scanned expected = scan_bytewise(text);
    const Scanned actual = scan_exact<ByteBlock>(text);
    QVERIFY(actual.valid == scan_exact<PortableByteBlock>(text).valid);
    for (std::size_t line = 0; line < expected.valid.size(); ++line) {
      const bool near_a_fault =
          (line >= 1 && !expected.valid[line - 1]) || (line >= 2 && !expected.valid[line - 2]);
      QVERIFY(actual.valid[line] == expected.valid[line] || (near_a_fault && !actual.valid[line]));
    }
  }
}

void LineScanTest::validates_every_two_and_three_byte_beginning_at_every_place() {
  // All lead bytes with all second bytes; what follows completes a character of any length.
  for (unsigned lead = 0x80; lead <= 0xFF; ++lead) {
    for (unsigned second = 0; second <= 0xFF; ++second) {
      for (const std::string_view end : {"", "\x80", "\x80\x80", "\xBF\xBFx"}) {
        std::string character{static_cast<char>(lead), static_cast<char>(second)};
        character += end;
        const bool expected = is_valid_character_by_character(character);
        for (const std::size_t before : {0U, 61U, 62U, 63U, 64U, 126U}) {
          const std::string text = std::string(before, 'x') + character;
          QCOMPARE(is_valid_utf8(text), expected);
        }
      }
    }
  }
}

void LineScanTest::validates_what_the_decoder_accepts() {
  Random random;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t parts = random.below(60); parts > 0; --parts) {
      text += random.one_of({"\xED\x95\x9C", "\xEA\xB0\x80", "\xC3\xA4", "\xF0\x9F\x98\x80",
                             "\xE0\xA0\x80", "\xF4\x8F\xBF\xBF", "a", "hello"});
    }
    if (random.below(2) == 0 && !text.empty()) {
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    }
    QCOMPARE(is_valid_utf8(text), is_valid_character_by_character(text));
  }
}

QTEST_APPLESS_MAIN(LineScanTest)
#include "line_scan_test.moc"
