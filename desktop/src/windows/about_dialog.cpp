#include "windows/about_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "icons/icon_image.h"
#include "windows/qt_new.h"

namespace tidings::desktop {
namespace {

constexpr int kPicture = 64;

QLabel* plain_label(const QString& text, QWidget* parent) {
  auto* label = qt_new<QLabel>(text, parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setMinimumWidth(300);
  return label;
}

}  // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("About Tidings"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* picture = qt_new<QLabel>(this);
  picture->setPixmap(app_icon().pixmap(QSize(kPicture, kPicture), devicePixelRatioF()));
  auto* name = plain_label(tr("Tidings %1").arg(QCoreApplication::applicationVersion()), this);
  QFont large = name->font();
  large.setPointSizeF(large.pointSizeF() * 1.4);
  large.setBold(true);
  name->setFont(large);

  auto* texts = qt_new<QVBoxLayout>();
  texts->setSpacing(8);
  texts->addWidget(name);
  texts->addWidget(plain_label(
      tr("Tells you at once what happens in your shop, and finds again what was announced."),
      this));
  texts->addWidget(plain_label(tr("Free software under the MIT licence. Runs on Qt %1.")
                                   .arg(QString::fromLatin1(qVersion())),
                               this));
  auto* row = qt_new<QHBoxLayout>();
  row->setSpacing(18);
  row->addWidget(picture, 0, Qt::AlignTop);
  row->addLayout(texts, 1);
  auto* buttons = qt_new<QDialogButtonBox>(this);
  buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = qt_new<QVBoxLayout>(this);
  layout->setContentsMargins(20, 20, 20, 12);
  layout->setSpacing(16);
  layout->addLayout(row);
  layout->addWidget(buttons);
}

}  // namespace tidings::desktop
