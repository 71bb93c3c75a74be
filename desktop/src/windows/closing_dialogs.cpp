#include "windows/closing_dialogs.h"

#include <QMessageBox>
#include <QPushButton>

#include "windows/main_window.h"
#include "windows/qt_new.h"

namespace tidings::desktop {

void explain_tray() {
  auto* box =
      qt_new<QMessageBox>(QMessageBox::Information, MainWindow::tr("Tidings keeps running"),
                          MainWindow::tr("Tidings stays in the tray and goes on announcing."));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(
      MainWindow::tr("Click its icon to see this window again. To end the program choose "
                     "“Quit” in the icon's menu."));
  box->addButton(MainWindow::tr("&Understood"), QMessageBox::AcceptRole);
  box->show();
}

void ask_how_to_close(MainWindow& window, const std::function<void()>& minimise,
                      const std::function<void()>& quit) {
  auto* box = qt_new<QMessageBox>(QMessageBox::Question, MainWindow::tr("Close Tidings?"),
                                  MainWindow::tr("This desktop shows no tray icons."),
                                  QMessageBox::NoButton, &window);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(MainWindow::tr(
      "Minimised, Tidings goes on announcing. When it is quit, nothing is announced until it is "
      "started again."));
  auto* stay_small = box->addButton(MainWindow::tr("&Minimise"), QMessageBox::AcceptRole);
  auto* leave = box->addButton(MainWindow::tr("&Quit"), QMessageBox::DestructiveRole);
  auto* stay = box->addButton(MainWindow::tr("&Cancel"), QMessageBox::RejectRole);
  box->setDefaultButton(stay_small);
  box->setEscapeButton(stay);
  QObject::connect(box, &QMessageBox::finished, &window, [=] {
    if (box->clickedButton() == stay_small) {
      minimise();
    } else if (box->clickedButton() == leave) {
      quit();
    }
  });
  box->open();
}

}  // namespace tidings::desktop
