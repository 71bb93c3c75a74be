#include "settings/settings_values.h"

#include <array>
#include <utility>

namespace tidings::desktop {
namespace {

constexpr int kMaxListLength = 500;
constexpr int kMaxBytes = 1000;
constexpr int kMaxDays = 36'500;
constexpr int kMaxNumber = 100'000'000;

constexpr std::array<std::pair<RuleAction, const char*>, 4> kActionNames{{
    {RuleAction::popup, "popup"},
    {RuleAction::popup_and_sound, "popup-and-sound"},
    {RuleAction::silent, "silent"},
    {RuleAction::mute, "mute"},
}};
constexpr std::array<const char*, 7> kDayNames{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// Reads typed values; remembers which keys did not hold what they should.
class Reader {
 public:
  Reader(QSettings& file, QStringList& not_understood)
      : file_(file), not_understood_(not_understood) {}

  void read(const char* key, QString& value) { value = text(key).value_or(value); }
  void read(const char* key, bool& value) {
    const std::optional<QString> given = text(key);
    if (given == QLatin1String("true") || given == QLatin1String("false")) {
      value = given == QLatin1String("true");
    } else if (given) {
      refuse(key);
    }
  }
  void read(const char* key, int least, int most, int& value) {
    const std::optional<QString> given = text(key);
    bool is_number = false;
    const int number = given ? given->toInt(&is_number) : 0;
    if (is_number && number >= least && number <= most) {
      value = number;
    } else if (given) {
      refuse(key);
    }
  }
  void read(const char* key, QTime& value) {
    const std::optional<QString> given = text(key);
    const QTime time = given ? QTime::fromString(*given, QStringLiteral("HH:mm")) : QTime();
    if (time.isValid()) {
      value = time;
    } else if (given) {
      refuse(key);
    }
  }
  void read(const char* key, QDateTime& value) {
    const std::optional<QString> given = text(key);
    const QDateTime moment = given ? QDateTime::fromString(*given, Qt::ISODateWithMs) : QDateTime();
    if (moment.isValid()) {
      value = moment.toLocalTime();
    } else if (given && !given->isEmpty()) {
      refuse(key);
    }
  }
  void read(const char* key, QByteArray& value) {
    const std::optional<QString> given = text(key);
    const auto decoded = QByteArray::fromBase64Encoding(given.value_or(QString()).toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
      refuse(key);
    } else if (given && decoded.decoded.size() <= kMaxBytes) {
      value = *decoded;
    }
  }
  void read(const char* key, RuleAction& value) {
    const std::optional<QString> given = text(key);
    for (const auto& [action, name] : kActionNames) {
      if (given == QLatin1String(name)) {
        value = action;
        return;
      }
    }
    if (given) {
      refuse(key);
    }
  }
  void read_days(const char* key, unsigned& value) {
    const std::optional<QString> given = text(key);
    if (!given) {
      return;
    }
    unsigned days = 0;
    for (const QString& name : given->split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
      unsigned day = 0;
      while (day < kDayNames.size() && name != QLatin1String(kDayNames.at(day))) {
        ++day;
      }
      if (day == kDayNames.size()) {
        refuse(key);
        return;
      }
      days |= 1U << day;
    }
    value = days;
  }

 private:
  /// What stands in quotes or without a comma is a string for QSettings, the rest a list.
  std::optional<QString> text(const char* key) {
    const QString name = QLatin1String(key);
    if (!file_.contains(name)) {
      return std::nullopt;
    }
    const QVariant value = file_.value(name);
    return value.typeId() == QMetaType::QStringList ? value.toStringList().join(QLatin1String(", "))
                                                    : value.toString();
  }
  void refuse(const char* key) {
    not_understood_.append(file_.group().isEmpty() ? QLatin1String(key)
                                                   : file_.group() + QLatin1Char('/') + key);
  }

  QSettings& file_;
  QStringList& not_understood_;
};

QString action_name(RuleAction action) {
  for (const auto& [known, name] : kActionNames) {
    if (known == action) {
      return QLatin1String(name);
    }
  }
  return {};
}

QString day_names(unsigned days) {
  QStringList names;
  for (unsigned day = 0; day < kDayNames.size(); ++day) {
    if ((days >> day & 1U) != 0) {
      names.append(QLatin1String(kDayNames.at(day)));
    }
  }
  return names.join(QLatin1Char(' '));
}

Rule read_rule(Reader& reader) {
  Rule rule;
  reader.read("account", rule.account);
  reader.read("type", rule.type);
  reader.read("group", rule.group);
  reader.read("text", rule.text);
  reader.read("min-priority", 1, 5, rule.min_priority);
  reader.read("max-priority", 1, 5, rule.max_priority);
  reader.read("action", rule.action);
  reader.read("sound", rule.sound);
  reader.read("enabled", rule.enabled);
  return rule;
}

void write_rule(QSettings& file, const Rule& rule) {
  file.setValue("account", rule.account);
  file.setValue("type", rule.type);
  file.setValue("group", rule.group);
  file.setValue("text", rule.text);
  file.setValue("min-priority", rule.min_priority);
  file.setValue("max-priority", rule.max_priority);
  file.setValue("action", action_name(rule.action));
  file.setValue("sound", rule.sound);
  file.setValue("enabled", rule.enabled);
}

QuietHours read_quiet_hours(Reader& reader) {
  QuietHours hours;
  reader.read("enabled", hours.enabled);
  reader.read("begin", hours.begin);
  reader.read("end", hours.end);
  reader.read_days("days", hours.days);
  return hours;
}

void write_quiet_hours(QSettings& file, const QuietHours& hours) {
  file.setValue("enabled", hours.enabled);
  file.setValue("begin", hours.begin.toString(QStringLiteral("HH:mm")));
  file.setValue("end", hours.end.toString(QStringLiteral("HH:mm")));
  file.setValue("days", day_names(hours.days));
}

template <class T, class Read>
QList<T> read_list(QSettings& file, const char* name, const Read& read) {
  QList<T> list;
  const int size = std::min(file.beginReadArray(name), kMaxListLength);
  for (int index = 0; index < size; ++index) {
    file.setArrayIndex(index);
    list.append(read());
  }
  file.endArray();
  return list;
}

template <class T, class Write>
void write_list(QSettings& file, const char* name, const QList<T>& list, const Write& write) {
  file.remove(name);
  file.beginWriteArray(name, static_cast<int>(list.size()));
  for (int index = 0; index < list.size(); ++index) {
    file.setArrayIndex(index);
    write(file, list.at(index));
  }
  file.endArray();
}

}  // namespace

Settings read_settings(QSettings& file, QStringList& not_understood) {
  Settings settings;
  Reader reader(file, not_understood);
  reader.read("popups/enabled", settings.popups_enabled);
  reader.read("popups/sounds", settings.sounds_enabled);
  reader.read("popups/urgent-breaks-through", settings.urgent_breaks_through);
  reader.read("popups/paused", settings.paused);
  reader.read("popups/paused-until", settings.paused_until);
  reader.read("history/keep-days", 0, kMaxDays, settings.keep_days);
  reader.read("history/keep-number", 0, kMaxNumber, settings.keep_number);
  reader.read("program/autostart", settings.autostart);
  reader.read("program/close-to-tray-explained", settings.close_to_tray_explained);
  reader.read("program/language", settings.language);
  reader.read("window/place", settings.window_place);
  reader.read("window/parts", settings.window_parts);
  settings.rules = read_list<Rule>(file, "rules", [&] { return read_rule(reader); });
  settings.quiet_hours =
      read_list<QuietHours>(file, "quiet-hours", [&] { return read_quiet_hours(reader); });
  return settings;
}

void write_settings(QSettings& file, const Settings& settings) {
  file.setValue("popups/enabled", settings.popups_enabled);
  file.setValue("popups/sounds", settings.sounds_enabled);
  file.setValue("popups/urgent-breaks-through", settings.urgent_breaks_through);
  file.setValue("popups/paused", settings.paused);
  file.setValue("popups/paused-until", settings.paused_until.toUTC().toString(Qt::ISODateWithMs));
  file.setValue("history/keep-days", settings.keep_days);
  file.setValue("history/keep-number", settings.keep_number);
  file.setValue("program/autostart", settings.autostart);
  file.setValue("program/close-to-tray-explained", settings.close_to_tray_explained);
  file.setValue("program/language", settings.language);
  file.setValue("window/place", QString::fromLatin1(settings.window_place.toBase64()));
  file.setValue("window/parts", QString::fromLatin1(settings.window_parts.toBase64()));
  write_list(file, "rules", settings.rules, write_rule);
  write_list(file, "quiet-hours", settings.quiet_hours, write_quiet_hours);
}

}  // namespace tidings::desktop
