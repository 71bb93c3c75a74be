#pragma once

#include <QTimer>
#include <QWidget>
#include <memory>

#include "models/history_model.h"
#include "windows/history_actions.h"

class QSplitter;
class QStackedWidget;

namespace tidings::desktop {

class AccountModel;
class DetailsPane;
class EmptyState;
class FilterBar;
class HistoryDelegate;
class HistoryStore;
class HistoryView;
class Inbox;
class NoticeBar;

/// The list with its search and filters, and the details beside it.
class HistoryBrowser : public QWidget {
  Q_OBJECT

 public:
  HistoryBrowser(HistoryStore& store, HistoryReader& reader, Inbox& inbox, AccountModel& accounts,
                 QWidget* parent = nullptr);
  ~HistoryBrowser() override;

  [[nodiscard]] const HistoryActions& actions_on_history() const { return actions_; }
  [[nodiscard]] const HistoryFilter& filter() const { return model_.filter(); }
  void show_entry(qint64 row);
  /// How list and details share the room, for keeping it.
  [[nodiscard]] QByteArray parts() const;
  void set_parts(const QByteArray& parts);
  /// Next of search, list and details, as F6 goes round.
  void focus_next_part();

 signals:
  void trouble(const QString& sentence);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void build();
  void connect_list();
  void connect_actions();
  void connect_details();
  void take_accounts();
  void show_chosen();
  void choose_again();
  void show_details_of(qint64 row);
  void update_emptiness();
  [[nodiscard]] QList<qint64> chosen_rows() const;
  void open_chosen();
  void set_chosen_read(bool read);
  void toggle_read();
  void copy_chosen();
  void remove_chosen();
  void undo_remove();
  void empty_action();

  HistoryStore& store_;
  Inbox& inbox_;
  AccountModel& accounts_;
  HistoryModel model_;
  FilterBar* filter_bar_;
  QSplitter* splitter_;
  QStackedWidget* stack_;
  HistoryView* view_;
  EmptyState* empty_;
  DetailsPane* details_;
  NoticeBar* undo_bar_;
  HistoryDelegate* delegate_;
  HistoryActions actions_;
  QTimer seen_;  ///< what stayed in sight for a moment counts as read
  qint64 current_ = 0;
  bool focus_list_ = false;  ///< as soon as the list is there
};

}  // namespace tidings::desktop
