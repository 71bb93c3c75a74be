#pragma once

#include <QString>
#include <functional>
#include <memory>
#include <string>

#include "service/api_client.h"
#include "service/history_listing.h"

namespace tidings::desktop {

/// Walks through what the server keeps, oldest first, page by page. Belongs to the API client's
/// thread and goes before it.
class HistoryPager {
 public:
  enum class Outcome { page, end, failed_for_now, impossible };
  using Receive = std::function<void(Outcome, HistoryListing)>;

  /// `receive` gets pages until an outcome that is not `page`; after each it is `next` that asks
  /// on.
  HistoryPager(ApiClient& api, QString account, Receive receive);

  void start();
  void next();

 private:
  void ask();

  ApiClient& api_;
  const QString account_;
  const Receive receive_;
  std::string after_;
  /// An answer that comes for a former walk, or for none any more, finds it changed or gone.
  std::shared_ptr<int> walk_;
};

}  // namespace tidings::desktop
