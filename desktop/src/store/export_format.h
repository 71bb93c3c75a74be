#pragma once

#include <QByteArray>

#include "domain/history_entry.h"

/// The history as files for other programs: UTF-8, one entry after the other. Pure.
namespace tidings::desktop {

enum class ExportFormat {
  csv,   ///< RFC 4180 with a byte order mark, without which Excel takes it for another encoding
  json,  ///< an array of objects; `data` as the JSON it is
};

/// What stands before the first entry, between two, and after the last.
[[nodiscard]] QByteArray export_begin(ExportFormat format);
[[nodiscard]] QByteArray export_separator(ExportFormat format);
[[nodiscard]] QByteArray export_end(ExportFormat format);
[[nodiscard]] QByteArray export_entry(ExportFormat format, const HistoryEntry& entry);

/// A cell in quotes. One that a spreadsheet would run as a formula gets an apostrophe before it.
[[nodiscard]] QByteArray csv_cell(const QString& text);

}  // namespace tidings::desktop
