#include "store/export_format.h"

#include <string>
#include <string_view>

#include "tidings/json_text.h"

namespace tidings::desktop {
namespace {

QString time_text(const QDateTime& moment) {
  return moment.toUTC().toString(Qt::ISODateWithMs);
}

std::string_view view(const QByteArray& bytes) {
  return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

bool is_run_by_spreadsheets(const QString& text) {
  // The wide forms are taken for the narrow ones by some.
  static constexpr QStringView kDangerous = u"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
  return !text.isEmpty() && kDangerous.contains(text.front());
}

QByteArray csv_line(const HistoryEntry& entry) {
  const QByteArray comma(",");
  return csv_cell(entry.account) + comma + csv_cell(entry.id) + comma + csv_cell(entry.type) +
         comma + csv_cell(entry.title) + comma + csv_cell(entry.body) + comma +
         csv_cell(entry.url) + comma + csv_cell(entry.group) + comma +
         QByteArray::number(entry.priority) + comma + (entry.read ? "true" : "false") + comma +
         time_text(entry.created_at).toUtf8() + comma + time_text(entry.received_at).toUtf8() +
         comma + csv_cell(QString::fromUtf8(entry.data));
}

void append_member(std::string& out, std::string_view name, const QString& text) {
  out += name;
  json::append_quoted(out, text.toStdString());
}

QByteArray json_object(const HistoryEntry& entry) {
  std::string out;
  append_member(out, "{\"account\":", entry.account);
  append_member(out, ",\"id\":", entry.id);
  append_member(out, ",\"type\":", entry.type);
  append_member(out, ",\"title\":", entry.title);
  append_member(out, ",\"body\":", entry.body);
  append_member(out, ",\"url\":", entry.url);
  append_member(out, ",\"group\":", entry.group);
  out += ",\"priority\":" + std::to_string(entry.priority);
  out += entry.read ? ",\"read\":true" : ",\"read\":false";
  append_member(out, ",\"createdAt\":", time_text(entry.created_at));
  append_member(out, ",\"receivedAt\":", time_text(entry.received_at));
  if (!entry.data.isEmpty()) {
    out += ",\"data\":";
    // What is no JSON (or deeper than anybody reads) is handed on as text.
    if (json::validate(view(entry.data))) {
      json::append_compact(out, view(entry.data));
    } else {
      json::append_quoted(out, view(entry.data));
    }
  }
  return QByteArray::fromStdString(out + "}");
}

}  // namespace

QByteArray csv_cell(const QString& text) {
  QString safe = is_run_by_spreadsheets(text) ? QLatin1Char('\'') + text : text;
  safe.remove(QChar(0));
  safe.replace(QLatin1Char('"'), QLatin1String("\"\""));
  return '"' + safe.toUtf8() + '"';
}

QByteArray export_begin(ExportFormat format) {
  return format == ExportFormat::json
             ? QByteArray("[\n")
             : QByteArray(
                   "\xef\xbb\xbf"
                   "account,id,type,title,body,url,group,priority,read,created_at,"
                   "received_at,data\r\n");
}

QByteArray export_separator(ExportFormat format) {
  return format == ExportFormat::json ? QByteArray(",\n") : QByteArray("\r\n");
}

QByteArray export_end(ExportFormat format) {
  return format == ExportFormat::json ? QByteArray("\n]\n") : QByteArray("\r\n");
}

QByteArray export_entry(ExportFormat format, const HistoryEntry& entry) {
  return format == ExportFormat::json ? json_object(entry) : csv_line(entry);
}

}  // namespace tidings::desktop
