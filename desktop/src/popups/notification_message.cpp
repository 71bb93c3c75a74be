#include "popups/notification_message.h"

#include <QCoreApplication>
#include <QVariantMap>

#include "popups/notification_text.h"

namespace tidings::desktop {
namespace {

constexpr int kTimeoutOfTheDaemon = -1;

QString words(const char* text) {
  return QCoreApplication::translate("Popup", text);
}

QStringList actions_of(const Popup& popup) {
  QStringList actions{QStringLiteral("default"), words(QT_TRANSLATE_NOOP("Popup", "Show"))};
  if (popup.is_report) {
    return actions;
  }
  if (popup.has_open && !popup.is_summary) {
    actions << QStringLiteral("open") << words(QT_TRANSLATE_NOOP("Popup", "Open"));
  }
  actions << QStringLiteral("read") << words(QT_TRANSLATE_NOOP("Popup", "Mark read"));
  if (!popup.is_summary) {
    actions << QStringLiteral("later") << words(QT_TRANSLATE_NOOP("Popup", "Later"));
  }
  return actions;
}

uchar urgency_of(Popup::Urgency urgency) {
  switch (urgency) {
    case Popup::Urgency::low:
      return 0;
    case Popup::Urgency::normal:
      return 1;
    case Popup::Urgency::critical:
      break;
  }
  return 2;
}

QVariantMap hints_of(const Popup& popup) {
  QVariantMap hints;
  // The specification wants a byte; an int is not understood.
  hints.insert(QStringLiteral("urgency"), QVariant::fromValue<uchar>(urgency_of(popup.urgency)));
  hints.insert(QStringLiteral("desktop-entry"), QStringLiteral("org.tidings.Desktop"));
  if (!popup.category.isEmpty()) {
    hints.insert(QStringLiteral("category"), popup.category);
  }
  if (popup.sound.isEmpty()) {
    hints.insert(QStringLiteral("suppress-sound"), true);
  } else {
    const bool is_file = popup.sound.startsWith(QLatin1Char('/'));
    hints.insert(is_file ? QStringLiteral("sound-file") : QStringLiteral("sound-name"),
                 popup.sound);
  }
  return hints;
}

}  // namespace

QVariantList notify_arguments(const Popup& popup, quint32 replaced_id,
                              const QStringList& capabilities) {
  QString summary = summary_text(popup.title);
  if (summary.isEmpty()) {
    summary = QStringLiteral("Tidings");
  }
  const bool reads_markup = capabilities.contains(QLatin1String("body-markup"));
  const bool has_actions = capabilities.contains(QLatin1String("actions"));
  return {QStringLiteral("Tidings"),
          replaced_id,
          QStringLiteral("org.tidings.Desktop"),
          summary,
          body_text(popup.body, reads_markup),
          has_actions ? actions_of(popup) : QStringList(),
          hints_of(popup),
          kTimeoutOfTheDaemon};
}

std::optional<PopupAction> action_of(const QString& key) {
  if (key == QLatin1String("default")) {
    return PopupAction::default_action;
  }
  if (key == QLatin1String("open")) {
    return PopupAction::open;
  }
  if (key == QLatin1String("read")) {
    return PopupAction::read;
  }
  return key == QLatin1String("later") ? std::optional(PopupAction::later) : std::nullopt;
}

}  // namespace tidings::desktop
