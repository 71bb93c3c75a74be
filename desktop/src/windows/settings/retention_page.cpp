#include "windows/settings/retention_page.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include "windows/qt_new.h"
#include "windows/settings/page_parts.h"
#include "windows/settings/settings_edit.h"

namespace tidings::desktop {
namespace {

/// Chooses the value, adding it where the file has one that is not among the usual.
void choose(QComboBox* box, int value, const QString& words) {
  int place = box->findData(value);
  if (place < 0) {
    box->addItem(words, value);
    place = box->count() - 1;
  }
  box->setCurrentIndex(place);
}

}  // namespace

RetentionPage::RetentionPage(SettingsEdit& edit, QWidget* parent) : QWidget(parent) {
  auto* days = qt_new<QComboBox>(this);
  days->setAccessibleName(tr("Keep for"));
  for (const int number : {7, 30, 90, 365}) {
    days->addItem(tr("%n days", nullptr, number), number);
  }
  days->addItem(tr("Any time"), 0);
  choose(days, edit.now().keep_days, tr("%n days", nullptr, edit.now().keep_days));
  auto* number = qt_new<QComboBox>(this);
  number->setAccessibleName(tr("Keep at most"));
  for (const int most : {10'000, 100'000, 1'000'000}) {
    number->addItem(QLocale().toString(most), most);
  }
  number->addItem(tr("Any number"), 0);
  choose(number, edit.now().keep_number, QLocale().toString(edit.now().keep_number));

  auto* form = form_layout();
  form->addRow(tr("Keep &for"), days);
  form->addRow(tr("Keep at &most"), number);
  auto* layout = page_layout(this);
  layout->addWidget(page_heading(tr("History"), this));
  layout->addLayout(form);
  layout->addSpacing(4);
  layout->addWidget(page_note(
      tr("What is older or beyond that number is deleted from this computer, not from the server."),
      this));
  layout->addStretch(1);

  connect(days, &QComboBox::activated, this, [&edit, days] {
    const int chosen = days->currentData().toInt();
    edit.change([chosen](Settings& settings) { settings.keep_days = chosen; });
  });
  connect(number, &QComboBox::activated, this, [&edit, number] {
    const int chosen = number->currentData().toInt();
    edit.change([chosen](Settings& settings) { settings.keep_number = chosen; });
  });
}

}  // namespace tidings::desktop
