// What a Qt program with a tray icon costs that does nothing else: what tidings-desktop's start is
// compared with.
#include <QApplication>
#include <QPixmap>
#include <QSystemTrayIcon>

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QPixmap picture(22, 22);
  picture.fill(Qt::black);
  QSystemTrayIcon icon{QIcon(picture)};
  icon.show();
  return QApplication::exec();
}
