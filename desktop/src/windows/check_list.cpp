#include "windows/check_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QVBoxLayout>
#include <algorithm>

#include "models/shown_text.h"
#include "windows/action_icon.h"
#include "windows/qt_new.h"
#include "windows/tones.h"

namespace tidings::desktop {
namespace {

constexpr int kMark = 16;

bool is_worse(const ConnectionCheck& check, ConnectionCheck::Status than) {
  return check.status > than;
}

}  // namespace

CheckList::CheckList(QWidget* parent)
    : QWidget(parent),
      heading_(qt_new<QLabel>(this)),
      running_(qt_new<QProgressBar>(this)),
      lines_(qt_new<QVBoxLayout>()) {
  heading_->setTextFormat(Qt::PlainText);
  heading_->setWordWrap(true);
  QFont bold = heading_->font();
  bold.setBold(true);
  heading_->setFont(bold);
  running_->setRange(0, 0);
  running_->setTextVisible(false);
  running_->setMaximumHeight(6);
  running_->setAccessibleName(tr("Testing the connection"));
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(heading_);
  layout->addWidget(running_);
  layout->addLayout(lines_);
  clear();
}

void CheckList::clear() {
  hide();
  running_->hide();
  heading_->clear();
  while (QLayoutItem* item = lines_->takeAt(0)) {
    const std::unique_ptr<QLayoutItem> owned(item);
    const std::unique_ptr<QWidget> line(owned->widget());
  }
}

void CheckList::show_running() {
  clear();
  heading_->setText(tr("Testing the connection…"));
  running_->show();
  show();
}

QString CheckList::summary(const QList<ConnectionCheck>& checks) const {
  using Status = ConnectionCheck::Status;
  const auto any_worse_than = [&checks](Status status) {
    return std::any_of(checks.begin(), checks.end(),
                       [status](const ConnectionCheck& check) { return is_worse(check, status); });
  };
  if (any_worse_than(Status::warning)) {
    return tr("The connection does not work yet.");
  }
  return any_worse_than(Status::ok) ? tr("The connection works, but not as well as it could.")
                                    : tr("The connection works.");
}

void CheckList::show_checks(const QList<ConnectionCheck>& checks) {
  clear();
  heading_->setText(summary(checks));
  for (const ConnectionCheck& check : checks) {
    add_line(check);
  }
  setAccessibleName(heading_->text());
  show();
}

void CheckList::add_line(const ConnectionCheck& check) {
  using Status = ConnectionCheck::Status;
  const Tones tones = tones_of(palette());
  const bool good = check.status == Status::ok;
  const bool failed = check.status == Status::failure;
  auto* line = qt_new<QWidget>(this);
  auto* mark = qt_new<QLabel>(line);
  const QString icon = good     ? QStringLiteral("ok")
                       : failed ? QStringLiteral("failure")
                                : QStringLiteral("warning");
  mark->setPixmap(action_icon(icon, good     ? tones.good
                                    : failed ? tones.urgent
                                             : tones.high)
                      .pixmap(QSize(kMark, kMark), devicePixelRatioF()));
  mark->setAccessibleName(good ? tr("good") : failed ? tr("failed") : tr("warning"));
  QString words = shown_line(check.name);
  if (!check.detail.isEmpty()) {
    words = tr("%1: %2", "check, what was found").arg(words, shown_text(check.detail));
  }
  if (!check.advice.isEmpty()) {
    words += u'\n' + shown_text(check.advice);
  }
  auto* text = qt_new<QLabel>(words, line);
  text->setTextFormat(Qt::PlainText);
  text->setWordWrap(true);
  text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* layout = qt_new<QHBoxLayout>(line);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(mark, 0, Qt::AlignTop);
  layout->addWidget(text, 1);
  lines_->addWidget(line);
}

QString CheckList::text() const {
  QStringList texts;
  for (const QLabel* label : findChildren<QLabel*>()) {
    texts.append(label->text());
  }
  texts.removeAll(QString());
  return texts.join(u'\n');
}

}  // namespace tidings::desktop
