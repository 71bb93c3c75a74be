#include "windows/url_confirmation.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/shown_text.h"
#include "windows/qt_new.h"
#include "windows/text_view.h"

namespace tidings::desktop {
namespace {

constexpr int kWidth = 460;
constexpr int kLines = 8;

}  // namespace

UrlConfirmation::UrlConfirmation(const QString& url, const QString& host, QWidget* parent)
    : QDialog(parent) {
  setWindowTitle(tr("Open a link to another site?"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* question =
      qt_new<QLabel>(tr("This link leads to %1, which is not the site of the account it came from.")
                         .arg(shown_line(host)),
                     this);
  question->setTextFormat(Qt::PlainText);
  question->setWordWrap(true);
  auto* link = qt_new<TextView>(kLines, this);
  link->setFrameShape(QFrame::StyledPanel);
  link->setAccessibleName(tr("Link"));
  link->set_text(shown_text(url));

  auto* buttons = qt_new<QDialogButtonBox>(this);
  QPushButton* open = buttons->addButton(tr("&Open link"), QDialogButtonBox::AcceptRole);
  QPushButton* cancel = buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
  open->setAutoDefault(false);
  cancel->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setSpacing(12);
  layout->setContentsMargins(16, 16, 16, 12);
  layout->addWidget(question);
  layout->addWidget(link);
  layout->addWidget(buttons);
  setMinimumWidth(kWidth);
  cancel->setFocus();
}

}  // namespace tidings::desktop
