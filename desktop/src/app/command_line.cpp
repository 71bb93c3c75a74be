#include "app/command_line.h"

#include <QUrl>
#include <optional>
#include <string_view>

#include "app/command_options.h"

namespace tidings::desktop {
namespace {

constexpr QLatin1String kScheme("tidings:");

QString text_of(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Error usage_error(const QString& text) {
  return Error{text.toStdString()};
}

/// Takes the value of `--name VALUE` or `--name=VALUE`.
class ArgumentReader {
 public:
  explicit ArgumentReader(const QStringList& arguments) : arguments_(arguments) {}

  bool next() {
    if (++at_ >= arguments_.size()) {
      return false;
    }
    const QString& word = arguments_[at_];
    const qsizetype equals = word.startsWith(QLatin1String("--")) ? word.indexOf(u'=') : -1;
    name_ = equals < 0 ? word : word.left(equals);
    attached_ = equals < 0 ? std::nullopt : std::optional(word.mid(equals + 1));
    return true;
  }
  [[nodiscard]] const QString& name() const { return name_; }
  [[nodiscard]] bool has_attached_value() const { return attached_.has_value(); }

  Result<QString> value() {
    if (!attached_ && at_ + 1 < arguments_.size()) {
      attached_ = arguments_[++at_];
    }
    if (!attached_ || attached_->isEmpty()) {
      return usage_error(QStringLiteral("%1 needs a value").arg(name_));
    }
    return *attached_;
  }

 private:
  const QStringList& arguments_;
  qsizetype at_ = -1;
  QString name_;
  std::optional<QString> attached_;
};

Result<void> take_valued(ArgumentReader& reader, CommandLine& line) {
  const QString name = reader.name();
  const Result<QString> value = reader.value();
  if (!value) {
    return value.error();
  }
  if (name == QLatin1String("--profile")) {
    line.profiles.append(*value);
  } else if (name == QLatin1String("--config")) {
    line.config_folder = *value;
  } else {
    line.data_folder = *value;
  }
  return {};
}

Result<void> take_flag(const ArgumentReader& reader, CommandLine& line) {
  const QString& name = reader.name();
  using Request = CommandLine::Request;
  if (name == QLatin1String("--minimized")) {
    line.minimized = true;
  } else if (name == QLatin1String("--quit")) {
    line.request = Request::quit;
  } else if (name == QLatin1String("--help") || name == QLatin1String("-h")) {
    line.request = Request::help;
  } else if (name == QLatin1String("--version")) {
    line.request = Request::version;
  } else {
    return usage_error(QStringLiteral("%1 is no option of tidings-desktop").arg(name));
  }
  if (reader.has_attached_value()) {
    return usage_error(QStringLiteral("%1 takes no value").arg(name));
  }
  return {};
}

Result<void> take_operand(const QString& word, CommandLine& line) {
  if (const auto address = parse_entry_uri(word); !address) {
    return address.error();
  }
  line.uris.append(word);
  return {};
}

}  // namespace

Result<CommandLine> parse_command_line(const QStringList& arguments) {
  CommandLine line;
  ArgumentReader reader(arguments);
  while (reader.next()) {
    const QString& name = reader.name();
    const bool takes_value = name == QLatin1String("--profile") ||
                             name == QLatin1String("--config") || name == QLatin1String("--data");
    Result<void> taken;
    if (takes_value) {
      taken = take_valued(reader, line);
    } else if (name.startsWith(u'-')) {
      taken = take_flag(reader, line);
    } else {
      taken = take_operand(name, line);
    }
    if (!taken) {
      return taken.error();
    }
    // Whoever asks for help gets it, whatever else stands there.
    if (line.request == CommandLine::Request::help ||
        line.request == CommandLine::Request::version) {
      return line;
    }
  }
  return line;
}

QString help_text() {
  QString text = QStringLiteral(
      "Usage: tidings-desktop [OPTION…] [tidings:PROFILE/ID…]\n"
      "\n"
      "Sits in the tray and announces the notifications of your accounts: the profiles of\n"
      "$XDG_CONFIG_HOME/tidings/config.toml, which `tidings profile` knows too. One runs in a\n"
      "session: a second start raises its window.\n"
      "\n");
  for (const CommandOption& option : kCommandOptions) {
    const QString name = QStringLiteral("--%1 %2").arg(text_of(option.name), text_of(option.value));
    text += QStringLiteral("  %1%2\n").arg(name, -16).arg(text_of(option.help));
  }
  return text + QStringLiteral(
                    "\n"
                    "A tidings:PROFILE/ID shows that notification.\n"
                    "\n"
                    "Exit status: 0; 1 cannot run; 2 wrong usage.\n");
}

Result<EntryAddress> parse_entry_uri(const QString& uri) {
  const QString path = uri.mid(kScheme.size());
  const qsizetype slash = path.indexOf(u'/');
  if (!uri.startsWith(kScheme, Qt::CaseInsensitive) || slash <= 0 || slash + 1 >= path.size()) {
    return usage_error(
        QStringLiteral("%1 is no address of a notification: the form is tidings:PROFILE/ID")
            .arg(uri));
  }
  return EntryAddress{QUrl::fromPercentEncoding(path.left(slash).toUtf8()),
                      QUrl::fromPercentEncoding(path.mid(slash + 1).toUtf8())};
}

}  // namespace tidings::desktop
