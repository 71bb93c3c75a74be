#include "windows/history_delegate.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include "models/entry_words.h"
#include "models/history_model.h"
#include "models/relative_time.h"
#include "models/shown_text.h"
#include "windows/tones.h"

namespace tidings::desktop {
namespace {

constexpr int kMargin = 10;
constexpr int kDotColumn = 18;
constexpr int kDot = 8;
constexpr int kLineGap = 2;

QFont bold_when(QFont font, bool bold) {
  font.setBold(bold);
  return font;
}

QFont small(QFont font) {
  if (font.pointSizeF() > 0) {
    font.setPointSizeF(font.pointSizeF() * 0.9);
  } else {
    font.setPixelSize(qMax(1, font.pixelSize() * 9 / 10));
  }
  return font;
}

/// The three lines of a row, and how text is put on them in either direction of reading.
class Row {
 public:
  Row(QPainter& painter, const QStyleOptionViewItem& option)
      : painter_(painter), option_(option), tones_(tones_of(option.palette)) {
    const QRect inner = option.rect.adjusted(kMargin, kMargin - 2, -kMargin, -kMargin + 2);
    text_ = inner.adjusted(kDotColumn - kMargin / 2, 0, 0, 0);
    dot_column_ = QRect(inner.left(), inner.top(), kDotColumn - kMargin / 2, inner.height());
    const int line = QFontMetrics(bold_when(option.font, true)).height();
    title_ = QRect(text_.left(), text_.top(), text_.width(), line);
    body_ = title_.translated(0, line + kLineGap);
    const int small_line = QFontMetrics(small(option.font)).height();
    meta_ = QRect(text_.left(), body_.bottom() + 1 + kLineGap, text_.width(), small_line);
  }

  void draw_ground(bool last_line) {
    const bool selected = (option_.state & QStyle::State_Selected) != 0;
    const bool hovered = (option_.state & QStyle::State_MouseOver) != 0;
    if (selected || hovered) {
      painter_.fillRect(option_.rect, selected ? tones_.selected : tones_.hovered);
    }
    if (selected) {
      const QRect bar(option_.rect.left(), option_.rect.top(), 3, option_.rect.height());
      painter_.fillRect(visual(bar), option_.palette.color(QPalette::Highlight));
    }
    if (last_line) {
      painter_.fillRect(QRect(option_.rect.left() + kMargin, option_.rect.bottom(),
                              option_.rect.width() - 2 * kMargin, 1),
                        tones_.line);
    }
  }

  void draw_focus() {
    if ((option_.state & QStyle::State_HasFocus) != 0) {
      painter_.setPen(QPen(option_.palette.color(QPalette::Highlight), 1));
      painter_.setBrush(Qt::NoBrush);
      // Half a pixel inside: an antialiased line on the edge would leave its outer half in the next
      // row.
      painter_.drawRect(QRectF(option_.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
  }

  void draw_dot() {
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(tones_.unread);
    const QRectF dot(dot_column_.left(), title_.center().y() - kDot / 2.0 + 0.5, kDot, kDot);
    painter_.drawEllipse(visual(dot.toAlignedRect()));
  }

  void draw_title(const QString& title, const QString& time, bool unread) {
    const QFont time_font = small(option_.font);
    const int width = QFontMetrics(time_font).horizontalAdvance(time);
    QRect time_rect = title_;
    time_rect.setLeft(title_.right() - width);
    put(time_rect, time, time_font, unread ? tones_.unread : tones_.muted, Qt::AlignRight);
    QRect title_rect = title_;
    title_rect.setRight(time_rect.left() - kMargin);
    put(title_rect, title, bold_when(option_.font, unread), option_.palette.color(QPalette::Text),
        Qt::AlignLeft);
  }

  void draw_body(const QString& body) {
    put(body_, body, option_.font, mixed(tones_.muted, option_.palette.color(QPalette::Text), 0.35),
        Qt::AlignLeft);
  }

  void draw_meta(int priority, const QString& meta) {
    const QFont font = small(option_.font);
    QRect rest = meta_;
    const QString word = priority_word(priority);
    if (!word.isEmpty()) {
      const QFont word_font = bold_when(font, priority >= 4);
      const int width = QFontMetrics(word_font).horizontalAdvance(word);
      QRect place = rest;
      place.setWidth(width + 1);
      const QColor ink = priority >= 5 ? tones_.urgent : priority == 4 ? tones_.high : tones_.muted;
      put(place, word, word_font, ink, Qt::AlignLeft);
      rest.setLeft(place.right() + kMargin);
    }
    put(rest, meta, font, tones_.muted, Qt::AlignLeft);
  }

 private:
  [[nodiscard]] QRect visual(const QRect& rect) const {
    return QStyle::visualRect(option_.direction, option_.rect, rect);
  }

  void put(const QRect& rect, const QString& text, const QFont& font, const QColor& ink,
           Qt::Alignment side) {
    if (rect.width() <= 0 || text.isEmpty()) {
      return;
    }
    painter_.setFont(font);
    painter_.setPen(ink);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
    const Qt::Alignment place = QStyle::visualAlignment(option_.direction, side);
    painter_.drawText(
        visual(rect),
        static_cast<int>(place | Qt::AlignAbsolute | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
  }

  QPainter& painter_;
  const QStyleOptionViewItem& option_;
  Tones tones_;
  QRect text_;
  QRect dot_column_;
  QRect title_;
  QRect body_;
  QRect meta_;
};

}  // namespace

void HistoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
  QStyleOptionViewItem styled = option;
  initStyleOption(&styled, index);
  const bool unread = !index.data(HistoryModel::kRead).toBool();
  QStringList meta{index.data(HistoryModel::kType).toString()};
  if (shows_account_) {
    meta.append(index.data(HistoryModel::kAccount).toString());
  }
  meta.removeAll(QString());

  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setLayoutDirection(Qt::LayoutDirectionAuto);  // each text reads as its letters do
  Row row(*painter, styled);
  row.draw_ground(true);
  if (unread) {
    row.draw_dot();
  }
  row.draw_title(index.data(HistoryModel::kTitle).toString(),
                 relative_time(index.data(HistoryModel::kMoment).toDateTime(),
                               QDateTime::currentDateTime(), QLocale()),
                 unread);
  row.draw_body(index.data(HistoryModel::kBody).toString());
  row.draw_meta(index.data(HistoryModel::kPriority).toInt(), meta.join(QStringLiteral(" · ")));
  row.draw_focus();
  painter->restore();
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  const int line = QFontMetrics(bold_when(option.font, true)).height();
  const int small_line = QFontMetrics(small(option.font)).height();
  return {240, 2 * (kMargin - 2) + 2 * line + small_line + 2 * kLineGap};
}

bool HistoryDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                                const QStyleOptionViewItem& option, const QModelIndex& index) {
  if (event->type() != QEvent::ToolTip || !index.isValid()) {
    return QStyledItemDelegate::helpEvent(event, view, option, index);
  }
  const QString title = index.data(HistoryModel::kTitle).toString();
  const QString time = full_time(index.data(HistoryModel::kMoment).toDateTime(), QLocale());
  QToolTip::showText(event->globalPos(), shown_tooltip(title + u'\n' + time), view);
  return true;
}

}  // namespace tidings::desktop
