#include "windows/status_line.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include "inbox/inbox.h"
#include "models/account_model.h"
#include "models/account_words.h"
#include "windows/action_icon.h"
#include "windows/elided_label.h"
#include "windows/qt_new.h"
#include "windows/tones.h"

namespace tidings::desktop {
namespace {

/// With more accounts than this, those that are well are only counted.
constexpr int kNamed = 3;

QPushButton* small_button(QWidget* parent) {
  auto* button = qt_new<QPushButton>(parent);
  button->setAutoDefault(false);
  return button;
}

QString resume_moment(const QDateTime& until) {
  const QDateTime local = until.toLocalTime();
  return local.date() == QDate::currentDate()
             ? QLocale().toString(local.time(), QLocale::ShortFormat)
             : QLocale().toString(local, QLocale::ShortFormat);
}

}  // namespace

StatusLine::StatusLine(AccountModel& accounts, Inbox& inbox, QWidget* parent)
    : QWidget(parent),
      accounts_(accounts),
      inbox_(inbox),
      mark_(qt_new<QLabel>(this)),
      sentence_(qt_new<ElidedLabel>(this)),
      action_(small_button(this)),
      pause_(qt_new<QLabel>(this)),
      resume_(small_button(this)) {
  pause_->setTextFormat(Qt::PlainText);
  resume_->setText(tr("Resume &popups"));
  auto* layout = qt_new<QHBoxLayout>(this);
  layout->setContentsMargins(12, 5, 8, 5);
  layout->setSpacing(8);
  layout->addWidget(mark_);
  layout->addWidget(sentence_, 1);
  layout->addWidget(action_);
  layout->addSpacing(8);
  layout->addWidget(pause_);
  layout->addWidget(resume_);
  connect(&accounts_, &QAbstractItemModel::dataChanged, this, &StatusLine::update_accounts);
  connect(&accounts_, &QAbstractItemModel::modelReset, this, &StatusLine::update_accounts);
  connect(&inbox_, &Inbox::paused_changed, this, &StatusLine::update_pause);
  connect(resume_, &QPushButton::clicked, &inbox_, &Inbox::resume);
  connect(action_, &QPushButton::clicked, this,
          [this] { emit action_requested(worst_.account, worst_.action); });
  update_accounts();
  update_pause();
}

QString StatusLine::text() const {
  return sentence_->text();
}

void StatusLine::update_accounts() {
  QStringList parts;
  int connected = 0;
  worst_ = {};
  const int number = accounts_.rowCount();
  for (int row = 0; row < number; ++row) {
    const AccountStatus status = accounts_.status(accounts_.index(row));
    const bool well = status.state == AccountState::connected;
    connected += well ? 1 : 0;
    if (!well || number <= kNamed) {
      parts.append(status_sentence(status));
    }
    if (status.action != NeededAction::none && worst_.action == NeededAction::none) {
      worst_ = status;
    }
  }
  if (number > kNamed && connected > 0) {
    parts.prepend(tr("%n accounts connected", nullptr, connected));
  }
  all_well_ = connected == number;
  sentence_->set_text(number == 0 ? tr("No account yet") : parts.join(QStringLiteral("   ·   ")));
  action_->setText(
      number > 1
          ? tr("%1: %2", "account, what to do").arg(worst_.account, action_word(worst_.action))
          : action_word(worst_.action));
  action_->setVisible(worst_.action != NeededAction::none);
  draw_mark();
}

void StatusLine::update_pause() {
  const bool paused = inbox_.is_paused();
  const QDateTime until = inbox_.paused_until();
  pause_->setText(until.isValid() ? tr("Popups paused until %1").arg(resume_moment(until))
                                  : tr("Popups paused"));
  pause_->setVisible(paused);
  resume_->setVisible(paused);
}

void StatusLine::draw_mark() {
  const Tones tones = tones_of(palette());
  const bool warns = worst_.action != NeededAction::none;
  const QString name = warns ? QStringLiteral("warning")
                             : (all_well_ ? QStringLiteral("ok") : QStringLiteral("waiting"));
  const QColor ink = warns ? tones.high : (all_well_ ? tones.good : tones.muted);
  mark_->setPixmap(action_icon(name, ink).pixmap(QSize(16, 16), devicePixelRatioF()));
}

void StatusLine::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) {
    draw_mark();
  }
}

}  // namespace tidings::desktop
