#include "models/json_layout.h"

namespace tidings::desktop {
namespace {

constexpr int kDepthLimit = 128;

bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/// Walks over the text once; no values are built, so nothing is changed and nothing recurses.
class Layout {
 public:
  explicit Layout(const QByteArray& json) : json_(json) { out_.reserve(json.size() * 2); }

  bool run() {
    while (place_ < json_.size() && good_) {
      take(json_[place_]);
      ++place_;
    }
    return good_ && depth_ == 0;
  }

  [[nodiscard]] const QByteArray& text() const { return out_; }

 private:
  void take(char byte) {
    if (byte == '"') {
      take_string();
    } else if (byte == '{' || byte == '[') {
      open(byte);
    } else if (byte == '}' || byte == ']') {
      close(byte);
    } else if (byte == ',') {
      out_ += byte;
      new_line();
    } else if (byte == ':') {
      out_ += ": ";
    } else if (!is_space(byte)) {
      out_ += byte;
    }
  }

  void take_string() {
    const qsizetype begin = place_;
    for (++place_; place_ < json_.size() && json_[place_] != '"'; ++place_) {
      if (json_[place_] == '\\') {
        ++place_;
      }
    }
    good_ = place_ < json_.size();
    out_ += json_.sliced(begin, qMin(place_ + 1, json_.size()) - begin);
  }

  void open(char bracket) {
    out_ += bracket;
    qsizetype next = place_ + 1;
    while (next < json_.size() && is_space(json_[next])) {
      ++next;
    }
    const bool closes = next < json_.size() && (json_[next] == '}' || json_[next] == ']');
    if (closes) {
      out_ += json_[next];
      place_ = next;
      return;
    }
    good_ = ++depth_ <= kDepthLimit;
    new_line();
  }

  void close(char bracket) {
    good_ = --depth_ >= 0;
    new_line();
    out_ += bracket;
  }

  void new_line() {
    out_ += '\n';
    out_.append(2 * qMax(depth_, 0), ' ');
  }

  const QByteArray& json_;
  QByteArray out_;
  qsizetype place_ = 0;
  int depth_ = 0;
  bool good_ = true;
};

}  // namespace

QString laid_out_json(const QByteArray& json) {
  Layout layout(json);
  return QString::fromUtf8(layout.run() ? layout.text() : json);
}

}  // namespace tidings::desktop
