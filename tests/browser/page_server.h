#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrlQuery>

namespace tidings::test {

/// Serves the page `page.html` with the script it loads, and keeps what the page tells. An origin
/// of its own on loopback. Works while the test waits.
class PageServer {
 public:
  PageServer();

  /// Where a browser finds the page, which reads from `query` what to open.
  [[nodiscard]] QString url(const QUrlQuery& query) const;
  [[nodiscard]] QString origin() const;

  /// Everything the page told, in order.
  [[nodiscard]] const QList<QJsonObject>& told() const { return told_; }
  /// How often it told of this.
  [[nodiscard]] qsizetype count(const QString& member) const;
  /// The titles of the notifications and their ids, in the order they came.
  [[nodiscard]] QByteArrayList titles() const;
  [[nodiscard]] QByteArrayList ids() const;
  [[nodiscard]] QByteArray report() const;

 private:
  void accept();
  void read(QTcpSocket& socket, QByteArray& received);
  QByteArray answer(const QByteArray& request_line, const QByteArray& body);

  QTcpServer server_;
  QList<QJsonObject> told_;
};

}  // namespace tidings::test
