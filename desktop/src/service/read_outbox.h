#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace tidings::desktop {

/// What was marked here and the server has not heard yet, in order; the last word about a
/// notification counts. Pure.
class ReadOutbox {
 public:
  struct Request {
    std::string path;
    std::string json;
  };

  void add(const QStringList& ids, bool read);
  void add_up_to(const QString& id);

  [[nodiscard]] bool empty() const noexcept { return marks_.empty() && under_way_.empty(); }

  /// The next request, which is then under way; nothing when there is none to send or one is under
  /// way.
  std::optional<Request> take();
  /// The server has it.
  void heard();
  /// It did not get there: it comes again.
  void not_heard();
  /// The server will never take it. With several ids in it each half is tried; one alone is
  /// dropped.
  void refused();

  /// For a file, a line each.
  [[nodiscard]] QByteArray to_text() const;
  static ReadOutbox from_text(const QByteArray& text);

 private:
  enum class Kind { read, unread, up_to };
  struct Mark {
    Kind kind;
    QString id;
  };

  void append(Kind kind, const QString& id);

  static constexpr std::size_t kMostPerRequest = 200;
  static constexpr std::size_t kMostMarks = 20'000;

  std::deque<Mark> marks_;
  std::deque<Mark> under_way_;
  std::size_t per_request_ = kMostPerRequest;
};

}  // namespace tidings::desktop
