#include "windows/shortcuts_dialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "windows/qt_new.h"

namespace tidings::desktop {
namespace {

struct Line {
  QString keys;
  QString what;
};

QString native(const QKeySequence& keys) {
  return keys.toString(QKeySequence::NativeText);
}

QString without_mnemonic(QString text) {
  static const QString kAmpersand(u'&');
  // "&Open", and "열기(&O)" as Korean writes it.
  const qsizetype bracket = text.indexOf(QStringLiteral("(&"));
  if (bracket >= 0 && bracket + 4 <= text.size() && text[bracket + 3] == u')') {
    text.remove(bracket, 4);
  }
  return text.remove(kAmpersand).remove(u'…').trimmed();
}

QList<Line> lines_of(const QWidget* window) {
  QList<Line> lines;
  for (const QAction* action : window->findChildren<QAction*>()) {
    if (!action->shortcut().isEmpty() && !action->text().isEmpty()) {
      lines.append({native(action->shortcut()), without_mnemonic(action->text())});
    }
  }
  return lines;
}

}  // namespace

ShortcutsDialog::ShortcutsDialog(QWidget* window) : QDialog(window) {
  setWindowTitle(tr("Keyboard shortcuts"));
  setAttribute(Qt::WA_DeleteOnClose);
  QList<Line> lines = lines_of(window);
  lines.append({native(Qt::Key_Return), tr("Open the chosen notification's link")});
  lines.append({native(Qt::Key_Down), tr("From the search field to the list")});
  lines.append({native(Qt::Key_Escape), tr("Clear the search")});

  auto* grid = qt_new<QGridLayout>();
  grid->setHorizontalSpacing(24);
  grid->setVerticalSpacing(6);
  QFont bold = font();
  bold.setBold(true);
  for (int row = 0; row < lines.size(); ++row) {
    auto* keys = qt_new<QLabel>(lines[row].keys, this);
    keys->setFont(bold);
    grid->addWidget(keys, row, 0);
    grid->addWidget(qt_new<QLabel>(lines[row].what, this), row, 1);
  }
  grid->setColumnStretch(1, 1);

  auto* buttons = qt_new<QDialogButtonBox>(this);
  buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setContentsMargins(20, 18, 20, 12);
  layout->setSpacing(14);
  layout->addLayout(grid);
  layout->addWidget(buttons);
}

}  // namespace tidings::desktop
