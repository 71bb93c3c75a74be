#include "windows/main_window.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QSplitter>
#include <QtTest>

#include "desktop/store/full_disk.h"
#include "desktop/windows/window_scene.h"
#include "models/history_model.h"
#include "windows/details_pane.h"
#include "windows/elided_label.h"
#include "windows/empty_state.h"
#include "windows/filter_bar.h"
#include "windows/history_view.h"
#include "windows/notice_bar.h"
#include "windows/shortcuts_dialog.h"
#include "windows/status_line.h"
#include "windows/text_view.h"
#include "windows/token_dialog.h"
#include "windows/token_field.h"
#include "windows/url_confirmation.h"

using namespace tidings::desktop;
using tidings::test::FullDisk;
using tidings::test::WindowScene;

class MainWindowTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void cleanup();

  void finds_part_of_a_word_as_it_is_typed();
  void shows_only_unread_at_a_click();
  void shows_all_of_the_chosen_one();
  void draws_the_chosen_row_within_its_bounds();
  void marks_the_chosen_one_read_and_unread();
  void goes_round_its_parts_by_f6();
  void copies_the_chosen_one();
  void deletes_and_takes_it_back();
  void deletes_and_takes_back_by_keyboard();
  void opens_a_link_of_the_account_by_enter();
  void asks_before_it_opens_a_link_to_another_host();
  void marks_read_what_stays_in_sight();
  void counts_the_unread_in_its_title();
  void shows_an_entry_that_a_popup_names();
  void says_how_each_account_is_and_what_to_do();
  void asks_once_for_a_token();
  void keeps_a_token_in_a_file_only_after_a_yes();
  void says_why_the_list_is_empty_and_what_to_do();
  void shows_trouble_until_it_is_over();
  void tells_of_a_configuration_that_is_broken_until_it_is_mended();
  void shows_trouble_that_began_before_it_was_made();
  void goes_to_the_tray_and_says_so_once();
  void asks_how_to_close_where_there_is_no_tray();
  void does_not_hold_the_programs_end_back();
  void comes_back_in_the_size_it_was_left_in();
  void does_nothing_while_hidden();
  void lists_its_shortcuts();
  void shows_hostile_notifications_as_plain_text();

 private:
  HistoryView& list() { return *scene_->window->findChild<HistoryView*>(); }
  DetailsPane& details() { return *scene_->window->findChild<DetailsPane*>(); }
  QLineEdit& search() { return *scene_->window->findChild<FilterBar*>()->findChild<QLineEdit*>(); }
  QString title(int row) { return list().model()->index(row, 0).data().toString(); }
  void choose(int row) {
    const QRect place = list().visualRect(list().model()->index(row, 0));
    QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, place.center());
  }
  void click(const QString& words) {
    QAbstractButton* button = scene_->button(words);
    QVERIFY2(button != nullptr, qPrintable(words));
    QTest::mouseClick(button, Qt::LeftButton);
  }
  QString shown_details() {
    QStringList texts;
    for (const TextView* view : details().findChildren<TextView*>()) {
      if (view->isVisible()) {
        texts.append(view->toPlainText());
      }
    }
    return texts.join(u'\n');
  }
  qint64 arrive_with_link(const QString& url) {
    HistoryEntry entry;
    entry.account = QStringLiteral("shop");
    entry.id = url;
    entry.title = QStringLiteral("With a link");
    entry.url = url;
    entry.received_at = entry.created_at = QDateTime::currentDateTimeUtc();
    return scene_->arrive(entry);
  }

  std::unique_ptr<WindowScene> scene_;
};

void MainWindowTest::init() {
  scene_ = std::make_unique<WindowScene>();
  scene_->accounts().add(QStringLiteral("shop"));
  scene_->arrive(QStringLiteral("1"), QStringLiteral("새 주문이 왔습니다"));
  scene_->arrive(QStringLiteral("2"), QStringLiteral("Message"), QStringLiteral("Where is it?"));
  scene_->show();
  QVERIFY(scene_->wait_for_rows(2));
}

void MainWindowTest::cleanup() {
  scene_.reset();
}

void MainWindowTest::finds_part_of_a_word_as_it_is_typed() {
  QTest::keySequence(scene_->window.get(), QKeySequence::Find);
  QVERIFY(search().hasFocus());
  QTest::keyClicks(&search(), QStringLiteral("essa"));
  QVERIFY(scene_->wait_for_rows(1));
  QCOMPARE(title(0), QStringLiteral("Message"));
  QTest::keyClick(&search(), Qt::Key_Escape);
  QVERIFY(scene_->wait_for_rows(2));
  search().setText(QStringLiteral("주문"));
  QVERIFY(scene_->wait_for_rows(1));
  QTest::keyClick(&search(), Qt::Key_Down);
  QVERIFY(list().hasFocus());
  QCOMPARE(list().currentIndex().row(), 0);
}

void MainWindowTest::shows_only_unread_at_a_click() {
  scene_->inbox.set_read({list().model()->index(0, 0).data(HistoryModel::kRow).toLongLong()}, true);
  click(QStringLiteral("Unread"));
  QVERIFY(scene_->wait_for_rows(1));
  QCOMPARE(title(0), QStringLiteral("새 주문이 왔습니다"));
  QTest::keyClick(&list(), Qt::Key_U, Qt::ControlModifier);
  QVERIFY(scene_->wait_for_rows(2));
}

void MainWindowTest::shows_all_of_the_chosen_one() {
  HistoryEntry entry;
  entry.account = QStringLiteral("shop");
  entry.id = QStringLiteral("3");
  entry.type = QStringLiteral("order.new");
  entry.title = QStringLiteral("Order 7");
  entry.body = QStringLiteral("First line\nSecond line");
  entry.url = QStringLiteral("https://shop.example/7");
  entry.data = R"({"total":12345678901234567890})";
  entry.received_at = entry.created_at = QDateTime::currentDateTimeUtc();
  scene_->arrive(entry);
  QVERIFY(scene_->wait_for_rows(3));
  choose(0);
  const QString shown = shown_details();
  for (const char* part : {"Order 7", "First line\nSecond line", "https://shop.example/7",
                           "\"total\": 12345678901234567890"}) {
    QVERIFY2(shown.contains(QString::fromLatin1(part)), part);
  }
}

void MainWindowTest::draws_the_chosen_row_within_its_bounds() {
  scene_->arrive(QStringLiteral("3"), QStringLiteral("Third"));
  QVERIFY(scene_->wait_for_rows(3));
  const auto picture_of_first_row = [this] {
    const QRect row = list().visualRect(list().model()->index(0, 0));
    return list().viewport()->grab().copy(row).toImage();
  };
  choose(2);
  const QImage before = picture_of_first_row();
  choose(1);
  QCOMPARE(picture_of_first_row(), before);
}

void MainWindowTest::marks_the_chosen_one_read_and_unread() {
  choose(0);
  const auto is_read = [&] {
    return list().model()->index(0, 0).data(HistoryModel::kRead).toBool();
  };
  QVERIFY(!is_read());
  click(QStringLiteral("Mark read"));
  QVERIFY(is_read());
  click(QStringLiteral("Mark unread"));
  QVERIFY(!is_read());
  QTest::keyClick(&list(), Qt::Key_M, Qt::ControlModifier);
  QVERIFY(is_read());
  QTest::keyClick(&list(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
  QVERIFY(QTest::qWaitFor([&] { return scene_->inbox.unread() == 0; }));
}

void MainWindowTest::goes_round_its_parts_by_f6() {
  choose(0);
  QTest::keyClick(scene_->window.get(), Qt::Key_F6);
  QVERIFY(details().isAncestorOf(QApplication::focusWidget()));
  QTest::keyClick(scene_->window.get(), Qt::Key_F6);
  QVERIFY(search().hasFocus());
  QTest::keyClick(scene_->window.get(), Qt::Key_F6);
  QVERIFY(list().hasFocus());
}

void MainWindowTest::copies_the_chosen_one() {
  choose(0);
  click(QStringLiteral("Copy"));
  QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Message\nWhere is it?"));
}

void MainWindowTest::deletes_and_takes_it_back() {
  choose(0);
  click(QStringLiteral("Delete"));
  QVERIFY(scene_->wait_for_rows(1));
  QCOMPARE(list().currentIndex().row(), 0);  // the next one is in hand
  click(QStringLiteral("Undo"));
  QVERIFY(scene_->wait_for_rows(2));
  QCOMPARE(title(0), QStringLiteral("Message"));
  QVERIFY(scene_->button(QStringLiteral("Undo")) == nullptr);
}

void MainWindowTest::deletes_and_takes_back_by_keyboard() {
  choose(0);
  QTest::keyClick(&list(), Qt::Key_A, Qt::ControlModifier);
  QTest::keyClick(&list(), Qt::Key_Delete);
  QVERIFY(scene_->wait_for_rows(0));
  QTest::keySequence(scene_->window.get(), QKeySequence::Undo);
  QVERIFY(scene_->wait_for_rows(2));
}

void MainWindowTest::opens_a_link_of_the_account_by_enter() {
  arrive_with_link(QStringLiteral("https://shop.example/orders/7"));
  QVERIFY(scene_->wait_for_rows(3));
  choose(0);
  QTest::keyClick(&list(), Qt::Key_Return);
  QCOMPARE(scene_->opened, QList<QUrl>{QUrl(QStringLiteral("https://shop.example/orders/7"))});
  QVERIFY(list().model()->index(0, 0).data(HistoryModel::kRead).toBool());
}

void MainWindowTest::asks_before_it_opens_a_link_to_another_host() {
  const QString url = QStringLiteral("https://elsewhere.example/a?b=1&c=2");
  arrive_with_link(url);
  QVERIFY(scene_->wait_for_rows(3));
  choose(0);
  click(QStringLiteral("Open link"));
  auto* question = scene_->open_dialog<UrlConfirmation>();
  QVERIFY(question != nullptr);
  QCOMPARE(question->findChild<TextView*>()->toPlainText(), url);
  QTest::keyClick(question, Qt::Key_Return);
  QVERIFY(QTest::qWaitFor([&] { return scene_->open_dialog<UrlConfirmation>() == nullptr; }));
  QVERIFY(scene_->opened.isEmpty());

  QTest::keyClick(&list(), Qt::Key_Return);
  question = scene_->open_dialog<UrlConfirmation>();
  QVERIFY(question != nullptr);
  for (auto* button : question->findChildren<QAbstractButton*>()) {
    if (button->text() == QStringLiteral("&Open link")) {
      QTest::mouseClick(button, Qt::LeftButton);
    }
  }
  QCOMPARE(scene_->opened.size(), 1);
}

void MainWindowTest::marks_read_what_stays_in_sight() {
  choose(1);
  QVERIFY(QTest::qWaitFor(
      [&] { return list().model()->index(1, 0).data(HistoryModel::kRead).toBool(); }, 10'000));
  QVERIFY(!list().model()->index(0, 0).data(HistoryModel::kRead).toBool());
}

void MainWindowTest::counts_the_unread_in_its_title() {
  QVERIFY(scene_->window->windowTitle().startsWith(QStringLiteral("2 unread")));
  scene_->inbox.mark_all_read();
  QVERIFY(
      QTest::qWaitFor([&] { return scene_->window->windowTitle() == QStringLiteral("Tidings"); }));
}

void MainWindowTest::shows_an_entry_that_a_popup_names() {
  const qint64 row = list().model()->index(1, 0).data(HistoryModel::kRow).toLongLong();
  search().setText(QStringLiteral("essa"));
  QVERIFY(scene_->wait_for_rows(1));
  scene_->window->show_entry(row);
  QVERIFY(shown_details().contains(QStringLiteral("새 주문이 왔습니다")));
  QVERIFY(scene_->wait_for_rows(2));
  QCOMPARE(list().currentIndex().row(), 1);
}

void MainWindowTest::says_how_each_account_is_and_what_to_do() {
  auto& status = *scene_->window->findChild<StatusLine*>();
  QCOMPARE(status.text(), QStringLiteral("shop: connected"));
  scene_->accounts().set_status({QStringLiteral("shop"), AccountState::action_needed,
                                 NeededAction::log_in_to_network,
                                 QStringLiteral("A web page answers.")});
  QCOMPARE(status.text(), QStringLiteral("shop: action needed. A web page answers."));
  click(QStringLiteral("Try again"));
  QVERIFY(scene_->accounts().asked.contains(QStringLiteral("reconnect")));
  scene_->accounts().set_status({QStringLiteral("shop"), AccountState::action_needed,
                                 NeededAction::unlock_keyring, QStringLiteral("Locked.")});
  click(QStringLiteral("Unlock keyring…"));
  QVERIFY(scene_->accounts().asked.contains(QStringLiteral("unlock")));
  scene_->inbox.pause();
  click(QStringLiteral("Resume popups"));
  QVERIFY(!scene_->inbox.is_paused());
}

void MainWindowTest::asks_once_for_a_token() {
  const AccountStatus expired{QStringLiteral("shop"), AccountState::action_needed,
                              NeededAction::enter_token, QStringLiteral("It has expired.")};
  scene_->accounts().set_status(expired);
  auto* dialog = scene_->open_dialog<TokenDialog>();
  QVERIFY(dialog != nullptr);
  QTest::keyClick(dialog, Qt::Key_Escape);
  QVERIFY(QTest::qWaitFor([&] { return scene_->open_dialog<TokenDialog>() == nullptr; }));
  scene_->accounts().set_status(expired);
  QVERIFY(scene_->open_dialog<TokenDialog>() == nullptr);

  click(QStringLiteral("Enter token…"));
  dialog = scene_->open_dialog<TokenDialog>();
  QVERIFY(dialog != nullptr);
  auto* field = dialog->findChild<TokenField*>();
  QCOMPARE(field->echoMode(), QLineEdit::Password);
  QTest::keyClicks(field, QStringLiteral(" abc.def "));
  QTest::keyClick(field, Qt::Key_Return);
  QCOMPARE(scene_->accounts().asked.last(), QStringLiteral("token shop abc.def"));
}

void MainWindowTest::keeps_a_token_in_a_file_only_after_a_yes() {
  scene_->accounts().set_status(
      {QStringLiteral("shop"), AccountState::action_needed, NeededAction::enter_token, QString()});
  const auto enter = [&] {
    auto* field = scene_->open_dialog<TokenDialog>()->findChild<TokenField*>();
    QTest::keyClicks(field, QStringLiteral("secret"));
    QTest::keyClick(field, Qt::Key_Return);
    emit scene_->service.token_not_stored(QStringLiteral("shop"), QStringLiteral("No keyring."),
                                          true);
  };
  enter();
  auto* question = scene_->open_dialog<QMessageBox>();
  QVERIFY(question != nullptr);
  QVERIFY(question->informativeText().contains(QStringLiteral("No keyring.")));
  QTest::keyClick(question, Qt::Key_Return);  // the harmless answer
  QVERIFY(QTest::qWaitFor([&] { return scene_->open_dialog<QMessageBox>() == nullptr; }));
  QCOMPARE(scene_->accounts().asked.last(), QStringLiteral("token shop secret"));

  click(QStringLiteral("Enter token…"));
  enter();
  click(QStringLiteral("Keep it in a file"));
  QVERIFY(scene_->accounts().asked.contains(QStringLiteral("file shop secret")));
}

void MainWindowTest::says_why_the_list_is_empty_and_what_to_do() {
  search().setText(QStringLiteral("nowhere"));
  QVERIFY(scene_->wait_for_rows(0));
  QVERIFY(QTest::qWaitFor([&] { return scene_->window->findChild<EmptyState*>()->isVisible(); }));
  click(QStringLiteral("Clear search and filters"));
  QVERIFY(scene_->wait_for_rows(2));
  QVERIFY(list().isVisible());
  scene_->inbox.mark_all_read();
  click(QStringLiteral("Unread"));
  QVERIFY(scene_->wait_for_rows(0));
  click(QStringLiteral("Show all notifications"));
  QVERIFY(scene_->wait_for_rows(2));
}

void MainWindowTest::tells_of_a_configuration_that_is_broken_until_it_is_mended() {
  const auto told = [this] {
    QStringList sentences;
    for (const NoticeBar* bar : scene_->window->findChildren<NoticeBar*>()) {
      if (bar->isVisible()) {
        sentences.append(bar->accessibleName());
      }
    }
    return sentences;
  };
  scene_->accounts().set_warning(QStringLiteral("Line 3 is no TOML."));
  QCOMPARE(told(), QStringList(QStringLiteral("Line 3 is no TOML.")));
  scene_->accounts().set_warning(QStringLiteral("Line 4 is no TOML."));
  QCOMPARE(told(), QStringList(QStringLiteral("Line 4 is no TOML.")));
  scene_->accounts().set_warning({});
  QVERIFY(told().isEmpty());
  // Another trouble is not over when the file is mended.
  scene_->accounts().set_warning(QStringLiteral("Line 3 is no TOML."));
  emit scene_->inbox.trouble(QStringLiteral("The disk is full."));
  scene_->accounts().set_warning({});
  QCOMPARE(told(), QStringList(QStringLiteral("The disk is full.")));
}

void MainWindowTest::shows_trouble_until_it_is_over() {
  NoticeBar* bar = nullptr;
  emit scene_->inbox.trouble(QStringLiteral("The disk is full."));
  for (NoticeBar* candidate : scene_->window->findChildren<NoticeBar*>()) {
    if (candidate->isVisible()) {
      bar = candidate;
    }
  }
  if (bar == nullptr) {
    QFAIL("no notice is shown");
  }
  QCOMPARE(bar->accessibleName(), QStringLiteral("The disk is full."));
  emit scene_->inbox.trouble_over();
  QVERIFY(!bar->isVisible());
}

void MainWindowTest::shows_trouble_that_began_before_it_was_made() {
  scene_->window.reset();
  {
    const FullDisk full;
    ReceivedBatch batch;
    batch.account = QStringLiteral("shop");
    batch.position = "further";
    emit scene_->service.batch_received(batch);
  }
  scene_->window = std::make_unique<MainWindow>(scene_->service, scene_->store, scene_->reader,
                                                scene_->inbox, scene_->settings);
  scene_->show();
  bool said = false;
  for (NoticeBar* bar : scene_->window->findChildren<NoticeBar*>()) {
    said |= bar->isVisible() && bar->accessibleName().contains(QStringLiteral("the disk is full"));
  }
  QVERIFY(said);
}

void MainWindowTest::goes_to_the_tray_and_says_so_once() {
  scene_->window->set_tray_visible(true);
  scene_->window->close();
  QVERIFY(!scene_->window->isVisible());
  QVERIFY(scene_->open_dialog<QMessageBox>() != nullptr);
  click(QStringLiteral("Understood"));
  QVERIFY(QTest::qWaitFor([&] { return scene_->open_dialog<QMessageBox>() == nullptr; }));
  scene_->show();
  QVERIFY(scene_->wait_for_rows(2));
  scene_->window->close();
  QVERIFY(scene_->open_dialog<QMessageBox>() == nullptr);
}

void MainWindowTest::asks_how_to_close_where_there_is_no_tray() {
  QSignalSpy quit(scene_->window.get(), &MainWindow::quit_requested);
  scene_->window->close();
  QVERIFY(scene_->window->isVisible());
  click(QStringLiteral("Minimise"));
  QVERIFY(scene_->window->isMinimized());
  QCOMPARE(quit.count(), 0);
  scene_->show();
  scene_->window->close();
  click(QStringLiteral("Quit"));
  QCOMPARE(quit.count(), 1);
}

void MainWindowTest::does_not_hold_the_programs_end_back() {
  QEvent quit(QEvent::Quit);
  QCoreApplication::sendEvent(QCoreApplication::instance(), &quit);
  QVERIFY(!scene_->window->isVisible());
  QVERIFY(scene_->open_dialog<QMessageBox>() == nullptr);
}

void MainWindowTest::comes_back_in_the_size_it_was_left_in() {
  scene_->window->set_tray_visible(true);
  scene_->window->resize(777, 555);
  auto* parts = scene_->window->findChild<QSplitter*>();
  parts->setSizes({300, 477});
  const QList<int> sizes = parts->sizes();
  scene_->window->close();
  const auto leave = [this] {
    scene_->window = std::make_unique<MainWindow>(scene_->service, scene_->store, scene_->reader,
                                                  scene_->inbox, scene_->settings);
    scene_->show();
  };
  leave();
  QCOMPARE(scene_->window->size(), QSize(777, 555));
  QCOMPARE(scene_->window->findChild<QSplitter*>()->sizes(), sizes);
  scene_->window->resize(800, 600);
  QEvent quit(QEvent::Quit);
  QCoreApplication::sendEvent(QCoreApplication::instance(), &quit);
  leave();
  QCOMPARE(scene_->window->size(), QSize(800, 600));
}

void MainWindowTest::does_nothing_while_hidden() {
  QVERIFY(list().is_ticking());
  scene_->window->set_tray_visible(true);
  Settings told = scene_->settings.settings();
  told.close_to_tray_explained = true;
  scene_->settings.change(told);
  scene_->window->close();
  QVERIFY(!list().is_ticking());
  QCOMPARE(list().model()->rowCount(), 0);
  scene_->arrive(QStringLiteral("3"), QStringLiteral("Meanwhile"));
  QCOMPARE(list().model()->rowCount(), 0);
  scene_->show();
  QVERIFY(scene_->wait_for_rows(3));
  QVERIFY(list().is_ticking());
}

void MainWindowTest::lists_its_shortcuts() {
  QTest::keyClick(scene_->window.get(), Qt::Key_F1);
  auto* dialog = scene_->open_dialog<ShortcutsDialog>();
  QVERIFY(dialog != nullptr);
  QStringList shown;
  for (const QLabel* label : dialog->findChildren<QLabel*>()) {
    shown.append(label->text());
  }
  for (const char* keys : {"Ctrl+F", "Ctrl+M", "Del", "Ctrl+Z", "Ctrl+U", "F6", "Ctrl+,"}) {
    QVERIFY2(shown.contains(QString::fromLatin1(keys)), keys);
  }
}

void MainWindowTest::shows_hostile_notifications_as_plain_text() {
  HistoryEntry entry;
  entry.account = QStringLiteral("shop");
  entry.received_at = entry.created_at = QDateTime::currentDateTimeUtc();
  entry.id = QStringLiteral("html");
  entry.title = QStringLiteral("<h1>Big</h1><img src='http://127.0.0.1:1/x'>");
  entry.body = QStringLiteral("<a href='javascript:alert(1)'>click</a>\u202E\a");
  scene_->arrive(entry);
  entry.id = QStringLiteral("long");
  entry.title = QString(256, u'W');
  entry.body = QString(4096, u'W');
  entry.data = QByteArray(10'000, '[') + QByteArray(10'000, ']');
  scene_->arrive(entry);
  entry.id = QStringLiteral("empty");
  entry.title.clear();
  entry.body.clear();
  entry.type = QStringLiteral("never.heard.of");
  entry.data.clear();
  scene_->arrive(entry);
  QVERIFY(scene_->wait_for_rows(5));
  const int width = scene_->window->width();
  for (int row = 0; row < 3; ++row) {
    choose(row);
    (void)scene_->window->grab();
  }
  QCOMPARE(scene_->window->width(), width);
  const QString shown = shown_details();
  QVERIFY(shown.contains(QStringLiteral("<h1>Big</h1>")));
  QVERIFY(shown.contains(QStringLiteral("<a href='javascript:alert(1)'>click</a>\\u{202e}\\u{7}")));
}

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
