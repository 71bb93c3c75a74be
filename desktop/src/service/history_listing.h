#pragma once

#include <QDateTime>
#include <QString>
#include <string>
#include <string_view>
#include <vector>

#include "tidings/result.h"

#include "domain/history_entry.h"

namespace tidings::desktop {

/// One page of `GET /v1/notifications`, oldest first, each with its `read`.
struct HistoryListing {
  std::vector<HistoryEntry> entries;
  std::string next;  ///< the id to ask after for the next page; empty: this was the last
};

/// A notification in it that is none is passed over. The error says that the answer is no listing.
Result<HistoryListing> parse_history_listing(std::string_view body, const QString& account,
                                             const QDateTime& received_at);

}  // namespace tidings::desktop
