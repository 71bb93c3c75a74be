#include "e2e/publishing.h"

namespace tidings::test {

std::unique_ptr<Program> publisher(const TidingsServer& server, const QStringList& options) {
  auto program = std::make_unique<Program>(QStringLiteral(TIDINGS_EXECUTABLE),
                                           QStringList{"publish", server.publish_url()} + options);
  program->set_environment(QStringLiteral("TIDINGS_TOKEN"), server.publish_token());
  return program;
}

QByteArray publish(const TidingsServer& server, qint64 seller, const QString& title) {
  const auto program =
      publisher(server, {"--to", QString::number(seller), "--title", title, "-o", "text"});
  return program->run() == 0 ? program->out().trimmed() : QByteArray();
}

QByteArray numbered_notifications(qint64 seller, const QByteArray& prefix, int count) {
  QByteArray lines;
  for (const QByteArray& title : numbered_titles(prefix, count)) {
    lines += R"({"sellerId":)" + QByteArray::number(seller) + R"(,"title":")" + title + "\"}\n";
  }
  return lines;
}

QByteArrayList numbered_titles(const QByteArray& prefix, int count) {
  QByteArrayList titles;
  for (int number = 1; number <= count; ++number) {
    titles.append(prefix + ' ' + QByteArray::number(number));
  }
  return titles;
}

}  // namespace tidings::test
