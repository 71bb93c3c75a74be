#include "windows/details_pane.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/entry_words.h"
#include "models/json_layout.h"
#include "models/relative_time.h"
#include "models/shown_text.h"
#include "windows/action_icon.h"
#include "windows/qt_new.h"
#include "windows/text_view.h"
#include "windows/tones.h"

namespace tidings::desktop {
namespace {

constexpr int kManyLines = 10'000;
constexpr int kDataLines = 24;

QLabel* plain_label(QWidget* parent) {
  auto* label = qt_new<QLabel>(parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

TextView* text_view(int lines, const QString& name, QWidget* parent) {
  auto* view = qt_new<TextView>(lines, parent);
  view->setAccessibleName(name);
  return view;
}

}  // namespace

DetailsPane::DetailsPane(QWidget* parent) : QScrollArea(parent) {
  setFrameShape(NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  setAccessibleName(tr("Details"));
  auto* page = qt_new<QWidget>(this);
  page->setBackgroundRole(QPalette::Base);
  page->setAutoFillBackground(true);
  auto* layout = qt_new<QVBoxLayout>(page);
  layout->setContentsMargins(0, 0, 0, 0);
  hint_ = plain_label(page);
  hint_->setAlignment(Qt::AlignCenter);
  hint_->setContentsMargins(24, 24, 24, 24);
  content_ = build_content();
  layout->addWidget(hint_, 1);
  layout->addWidget(content_);
  layout->addStretch(0);
  setWidget(page);
  colour();
  show_entry(std::nullopt);
}

QWidget* DetailsPane::build_content() {
  auto* content = qt_new<QWidget>(this);
  title_ = text_view(kManyLines, tr("Title"), content);
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 1.25);
  large.setBold(true);
  title_->setFont(large);
  meta_ = plain_label(content);
  body_ = text_view(kManyLines, tr("Text"), content);
  url_caption_ = plain_label(content);
  url_caption_->setText(tr("Link"));
  url_ = text_view(kManyLines, tr("Link"), content);
  data_caption_ = plain_label(content);
  data_caption_->setText(tr("Data"));
  data_ = text_view(kDataLines, tr("Data"), content);
  data_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));

  auto* layout = qt_new<QVBoxLayout>(content);
  layout->setContentsMargins(20, 18, 20, 18);
  layout->setSpacing(6);
  layout->addWidget(title_);
  layout->addWidget(meta_);
  layout->addSpacing(4);
  layout->addWidget(build_buttons(content));
  layout->addSpacing(8);
  layout->addWidget(body_);
  layout->addSpacing(8);
  layout->addWidget(url_caption_);
  layout->addWidget(url_);
  layout->addSpacing(8);
  layout->addWidget(data_caption_);
  layout->addWidget(data_);
  return content;
}

QWidget* DetailsPane::build_buttons(QWidget* parent) {
  auto* row = qt_new<QWidget>(parent);
  open_ = qt_new<QPushButton>(tr("&Open link"), row);
  read_ = qt_new<QPushButton>(row);
  copy_ = qt_new<QPushButton>(tr("&Copy"), row);
  delete_ = qt_new<QPushButton>(tr("&Delete"), row);
  auto* layout = qt_new<QHBoxLayout>(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  for (QPushButton* button : {open_, read_, copy_, delete_}) {
    button->setAutoDefault(false);
    layout->addWidget(button);
  }
  layout->addStretch(1);
  connect(open_, &QPushButton::clicked, this, &DetailsPane::open_requested);
  connect(read_, &QPushButton::clicked, this,
          [this] { emit read_requested(entry_ && !entry_->read); });
  connect(copy_, &QPushButton::clicked, this, &DetailsPane::copy_requested);
  connect(delete_, &QPushButton::clicked, this, &DetailsPane::delete_requested);
  return row;
}

void DetailsPane::show_entry(const std::optional<HistoryEntry>& entry) {
  entry_ = entry;
  if (!entry_) {
    show_hint(tr("Choose a notification to see all of it."));
    return;
  }
  hint_->hide();
  content_->show();
  fill_in(*entry_);
}

void DetailsPane::show_several(int number) {
  entry_.reset();
  show_hint(tr("%n notifications are chosen.", nullptr, number));
}

void DetailsPane::take_focus() {
  (title_->isVisible() ? title_ : body_)->setFocus(Qt::TabFocusReason);
}

void DetailsPane::show_hint(const QString& hint) {
  content_->hide();
  hint_->setText(hint);
  hint_->show();
}

void DetailsPane::fill_in(const HistoryEntry& entry) {
  title_->set_text(shown_text(entry.title));
  title_->setVisible(!entry.title.isEmpty());
  QStringList meta{priority_word(entry.priority), shown_line(entry.type), shown_line(entry.group),
                   entry.account, full_time(entry_moment(entry), QLocale())};
  meta.removeAll(QString());
  meta_->setText(meta.join(QStringLiteral("  ·  ")));
  body_->set_text(shown_text(entry.body));
  body_->setVisible(!entry.body.isEmpty());
  const bool has_url = !entry.url.isEmpty();
  url_->set_text(shown_text(entry.url));
  url_->setVisible(has_url);
  url_caption_->setVisible(has_url);
  open_->setVisible(has_url);
  read_->setText(entry.read ? tr("&Mark unread") : tr("&Mark read"));
  read_->setIcon(
      action_icon(entry.read ? QStringLiteral("unread") : QStringLiteral("read"), palette()));
  const bool has_data = !entry.data.isEmpty();
  data_->set_text(has_data ? shown_text(laid_out_json(entry.data)) : QString());
  data_->setVisible(has_data);
  data_caption_->setVisible(has_data);
  setMinimumWidth(content_->minimumSizeHint().width());
}

void DetailsPane::changeEvent(QEvent* event) {
  QScrollArea::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && content_ != nullptr) {
    colour();
  }
}

void DetailsPane::colour() {
  const Tones tones = tones_of(palette());
  for (QLabel* label : {hint_, meta_, url_caption_, data_caption_}) {
    QPalette muted = palette();
    muted.setColor(QPalette::Text, tones.muted);
    muted.setColor(QPalette::WindowText, tones.muted);
    label->setPalette(muted);
  }
  open_->setIcon(action_icon(QStringLiteral("open"), palette()));
  copy_->setIcon(action_icon(QStringLiteral("copy"), palette()));
  delete_->setIcon(action_icon(QStringLiteral("delete"), palette()));
  if (entry_) {
    fill_in(*entry_);
  }
}

}  // namespace tidings::desktop
