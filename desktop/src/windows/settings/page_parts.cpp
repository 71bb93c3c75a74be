#include "windows/settings/page_parts.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "windows/qt_new.h"
#include "windows/tones.h"

namespace tidings::desktop {
namespace {

/// Keeps its colour secondary when the palette around it changes.
class Note : public QLabel {
 public:
  explicit Note(const QString& text, QWidget* parent) : QLabel(text, parent) { colour(); }

 protected:
  void changeEvent(QEvent* event) override {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) {
      colour();
    }
  }

 private:
  void colour() {
    const QPalette around = parentWidget()->palette();
    QPalette muted = around;
    muted.setColor(QPalette::WindowText, tones_of(around).muted);
    setPalette(muted);
  }
};

}  // namespace

QVBoxLayout* page_layout(QWidget* page) {
  auto* layout = qt_new<QVBoxLayout>(page);
  layout->setContentsMargins(20, 18, 20, 12);
  layout->setSpacing(10);
  return layout;
}

QLabel* page_heading(const QString& text, QWidget* page) {
  auto* label = qt_new<QLabel>(text, page);
  QFont large = label->font();
  large.setPointSizeF(large.pointSizeF() * 1.25);
  large.setBold(true);
  label->setFont(large);
  return label;
}

QLabel* page_note(const QString& text, QWidget* page) {
  auto* label = qt_new<Note>(text, page);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

QFormLayout* form_layout() {
  auto* form = qt_new<QFormLayout>();
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setHorizontalSpacing(12);
  form->setVerticalSpacing(8);
  return form;
}

}  // namespace tidings::desktop
