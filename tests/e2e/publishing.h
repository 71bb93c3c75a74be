#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QStringList>
#include <memory>

#include "support/program.h"
#include "support/tidings_server.h"

namespace tidings::test {

/// `tidings publish` to this server with these options and a publisher's token, not started.
std::unique_ptr<Program> publisher(const TidingsServer& server, const QStringList& options);

/// Publishes one notification and gives its acknowledged id; empty when it was not acknowledged.
QByteArray publish(const TidingsServer& server, qint64 seller, const QString& title);

/// `count` lines of NDJSON for a seller, titled `PREFIX 1` … `PREFIX count`.
QByteArray numbered_notifications(qint64 seller, const QByteArray& prefix, int count);
/// Their titles.
QByteArrayList numbered_titles(const QByteArray& prefix, int count);

}  // namespace tidings::test
