#pragma once

#include <QMap>
#include <QObject>
#include <QString>

class QFormLayout;
class QLineEdit;
class QWidget;

namespace tidings::desktop {

/// The fields that say where a notification's members stand in an account's data.
class MappingFields : public QObject {
  Q_OBJECT

 public:
  /// Adds its rows to the form, whose fields belong to `page`.
  MappingFields(QFormLayout& form, QWidget& page);

  void show_mapping(const QMap<QString, QString>& mapping);
  [[nodiscard]] QMap<QString, QString> mapping() const;

 signals:
  void edited();

 private:
  void add(QFormLayout& form, QWidget& page, const QString& member, const QString& label,
           const QString& example);

  QMap<QString, QLineEdit*> fields_;  ///< by the configuration's names
};

}  // namespace tidings::desktop
