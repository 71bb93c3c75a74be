#pragma once

#include <QScrollArea>
#include <optional>

#include "domain/history_entry.h"

class QLabel;
class QPushButton;

namespace tidings::desktop {

class TextView;

/// Everything of one entry, as plain text, with what can be done about it.
class DetailsPane : public QScrollArea {
  Q_OBJECT

 public:
  explicit DetailsPane(QWidget* parent = nullptr);

  /// Nothing: says how to choose one.
  void show_entry(const std::optional<HistoryEntry>& entry);
  void show_several(int number);
  void take_focus();
  [[nodiscard]] const std::optional<HistoryEntry>& entry() const { return entry_; }

 signals:
  void open_requested();
  void read_requested(bool read);
  void copy_requested();
  void delete_requested();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* build_content();
  QWidget* build_buttons(QWidget* parent);
  void show_hint(const QString& hint);
  void fill_in(const HistoryEntry& entry);
  void colour();

  std::optional<HistoryEntry> entry_;
  QWidget* content_ = nullptr;
  QLabel* hint_ = nullptr;
  TextView* title_ = nullptr;
  QLabel* meta_ = nullptr;
  QPushButton* open_ = nullptr;
  QPushButton* read_ = nullptr;
  QPushButton* copy_ = nullptr;
  QPushButton* delete_ = nullptr;
  TextView* body_ = nullptr;
  QLabel* url_caption_ = nullptr;
  TextView* url_ = nullptr;
  QLabel* data_caption_ = nullptr;
  TextView* data_ = nullptr;
};

}  // namespace tidings::desktop
