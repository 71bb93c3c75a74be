#include "windows/settings/mapping_fields.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include "windows/qt_new.h"
#include "windows/settings/page_parts.h"

namespace tidings::desktop {
namespace {

constexpr int kLongest = 1024;

}  // namespace

MappingFields::MappingFields(QFormLayout& form, QWidget& page) : QObject(&page) {
  form.addRow(page_note(tr("Where the data has what, as JSON pointers. An empty field: where the "
                           "kind of server has it."),
                        &page));
  add(form, page, QStringLiteral("title"), tr("Title"), QStringLiteral("/title"));
  add(form, page, QStringLiteral("body"), tr("Body"), QStringLiteral("/body"));
  add(form, page, QStringLiteral("url"), tr("Link"), QStringLiteral("/url"));
  add(form, page, QStringLiteral("type"), tr("Type"), QStringLiteral("/type"));
  add(form, page, QStringLiteral("priority"), tr("Priority"), QStringLiteral("/priority"));
  add(form, page, QStringLiteral("group"), tr("Group"), QStringLiteral("/group"));
  add(form, page, QStringLiteral("id"), tr("Identifier"), QStringLiteral("/id"));
  add(form, page, QStringLiteral("heartbeat"), tr("Heartbeat"),
      tr("%1 or %2").arg(QStringLiteral("/content=heartbeat"), QStringLiteral("event:ping")));
}

void MappingFields::add(QFormLayout& form, QWidget& page, const QString& member,
                        const QString& label, const QString& example) {
  auto* field = qt_new<QLineEdit>(&page);
  field->setAccessibleName(tr("%1 in the data").arg(label));
  field->setPlaceholderText(example);
  field->setMaxLength(kLongest);
  connect(field, &QLineEdit::textEdited, this, &MappingFields::edited);
  form.addRow(label, field);
  fields_.insert(member, field);
}

void MappingFields::show_mapping(const QMap<QString, QString>& mapping) {
  for (auto it = fields_.begin(); it != fields_.end(); ++it) {
    it.value()->setText(mapping.value(it.key()));
  }
}

QMap<QString, QString> MappingFields::mapping() const {
  QMap<QString, QString> mapping;
  for (auto it = fields_.begin(); it != fields_.end(); ++it) {
    const QString pointer = it.value()->text().trimmed();
    if (!pointer.isEmpty()) {
      mapping.insert(it.key(), pointer);
    }
  }
  return mapping;
}

}  // namespace tidings::desktop
