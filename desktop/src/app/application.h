#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>

#include "tidings/result.h"

#include "app/command_line.h"
#include "app/folders.h"

namespace tidings::desktop {

class Translations;

/// The whole program behind its window system: puts the pieces together and begins.
class Application : public QObject {
  Q_OBJECT

 public:
  /// `translations` outlive it. An error: it cannot run at all.
  static Result<std::unique_ptr<Application>> create(const CommandLine& line,
                                                     const Folders& folders,
                                                     Translations& translations);
  ~Application() override;

  void start();

 signals:
  /// What does not work here: a sentence for the terminal.
  void complaint(const QString& sentence);

 private:
  struct State;
  explicit Application(std::unique_ptr<State> state);
  void connect_pieces();
  void follow();
  void open(const QStringList& uris, const QString& activation_token);
  void act(const QString& action);

  std::unique_ptr<State> state_;
};

}  // namespace tidings::desktop
