// tidings doctor against servers that have one fault each: it names that one and no other.
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <signal.h>

#include "cli/doctor/examination.h"
#include "support/free_port.h"
#include "support/scripted_server.h"

namespace tidings::test {

namespace {

using Answer = ScriptedServer::Answer;

QByteArray chunk(const QByteArray& bytes) {
  return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

/// A stream that stays open, as it should be but for what it says.
Answer stream(const QByteArray& body, const QByteArray& headers = {}) {
  return {
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
      "Transfer-Encoding: chunked\r\n" +
          headers + "\r\n" + (body.isEmpty() ? QByteArray() : chunk(body)),
      false};
}

/// Sends heartbeats on every connection, often enough for a short look.
class Heart {
 public:
  explicit Heart(ScriptedServer& server) {
    QObject::connect(&timer_, &QTimer::timeout,
                     [&server] { server.send(chunk(": heartbeat\n\n")); });
    timer_.start(kInterval);
  }

 private:
  static constexpr int kInterval = 600;
  QTimer timer_;
};

bool resumes(const QByteArray& head) {
  return head.contains("Last-Event-ID: ");
}

}  // namespace

class DoctorProgramTest : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_blamed_in_a_good_stream() {
    ScriptedServer server([](const QByteArray& head, int) {
      if (head.contains("Last-Event-ID: 1\r\n")) {
        return stream("id: 2\ndata: b\n\n");
      }
      return resumes(head) ? stream("") : stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n");
    });
    const Heart heart(server);
    Examination doctor({"--for", "3s", server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QVERIFY2(doctor.faults().isEmpty(), doctor.program().report());
    QCOMPARE(doctor.result(), QStringLiteral("ok"));
    QCOMPARE(doctor.status(), std::optional<int>(0));
    QVERIFY(doctor.words("resume").contains("the server sent just that"));
    QCOMPARE(doctor.report().value("url").toString(), server.url());
    QCOMPARE(doctor.report().keys(), (QStringList{"checks", "result", "url"}));
  }

  void a_server_without_heartbeats() {
    ScriptedServer server([](const QByteArray& head, int) {
      return resumes(head) ? stream("") : stream("id: 1\ndata: a\n\n");
    });
    Examination doctor({"--for", "3s", server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"heartbeat warn"});
    QCOMPARE(doctor.result(), QStringLiteral("warn"));
    QCOMPARE(doctor.status(), std::optional<int>(0));
  }

  void a_server_without_ids() {
    ScriptedServer server(stream("data: a\n\ndata: b\n\n"));
    const Heart heart(server);
    Examination doctor({"--for", "3s", server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"ids warn"});
  }

  void a_server_that_starts_over_whatever_last_event_id_says() {
    ScriptedServer server(stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n"));
    const Heart heart(server);
    Examination doctor({"--for", "3s", server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"resume warn"});
    QVERIFY(doctor.words("resume").contains("is sent again"));
    QVERIFY(server.requests().value(1).contains("Last-Event-ID: 2\r\n"));
  }

  void a_server_that_goes_on_live_whatever_last_event_id_says() {
    ScriptedServer server([](const QByteArray& head, int) {
      return resumes(head) ? stream("") : stream("id: 1\ndata: a\n\nid: 2\ndata: b\n\n");
    });
    const Heart heart(server);
    Examination doctor({"--for", "3s", server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"resume warn"});
  }

  void a_body_that_comes_in_one_late_piece() {
    ScriptedServer server(stream(""));
    QTimer flush;
    QObject::connect(&flush, &QTimer::timeout, [&server] {
      server.send(chunk("retry: 3000\n\n: heartbeat\n\n: heartbeat\n\n: heartbeat\n\n"));
    });
    flush.start(2500);
    Examination doctor({"--for", "4s", server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"buffering fail"});
    QCOMPARE(doctor.status(), std::optional<int>(1));
  }

  void a_page_instead_of_a_stream() {
    ScriptedServer server(
        ScriptedServer::status("200 OK", "Content-Type: text/html\r\n", "<html>Log in</html>"));
    Examination doctor({server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"content-type fail"});
    QCOMPARE(doctor.status(), std::optional<int>(1));
  }

  void a_token_that_is_refused_and_never_shown() {
    ScriptedServer server(ScriptedServer::status("401 Unauthorized"));
    Examination doctor({"-v", server.url()}, QStringLiteral("very.secret.token"));
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"authentication fail"});
    QVERIFY(server.requests().value(0).contains("very.secret.token"));
    QVERIFY(!doctor.program().out().contains("secret"));
    QVERIFY(!doctor.program().err().contains("secret"));
  }

  void a_redirect_beyond_which_the_token_does_not_go() {
    ScriptedServer elsewhere(ScriptedServer::status("401 Unauthorized"));
    ScriptedServer server(
        ScriptedServer::status("302 Found", "Location: " + elsewhere.url().toUtf8() + "\r\n"));
    Examination doctor({server.url()}, QStringLiteral("t"));
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"redirects fail"});
    QVERIFY(!elsewhere.requests().value(0).contains("Authorization"));
  }

  void a_server_that_has_no_path_for_it() {
    ScriptedServer server(ScriptedServer::status("404 Not Found"));
    Examination doctor({server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"status fail"});
  }

  void a_port_where_nothing_listens() {
    Examination doctor({QStringLiteral("http://127.0.0.1:%1/").arg(free_port())});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"tcp fail"});
    QCOMPARE(doctor.status(), std::optional<int>(1));
  }

  void a_name_that_nobody_knows() {
    Examination doctor({"--connect-timeout", "5s", "http://no-such-host.invalid/"});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"name fail"});
  }

  void a_server_that_lets_no_page_of_another_origin_read() {
    ScriptedServer server([](const QByteArray& head, int) {
      return head.startsWith("OPTIONS") ? ScriptedServer::status("204 No Content")
                                        : stream(": x\n\n");
    });
    const Heart heart(server);
    Examination doctor({"--for", "2s", "--origin", "https://app.example", server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"cors fail"});
    QVERIFY(server.requests().value(0).contains("Origin: https://app.example\r\n"));
  }

  void a_server_that_takes_the_request_and_says_nothing() {
    ScriptedServer server(Answer{});
    Examination doctor({"--for", "1s", server.url()});
    QVERIFY2(doctor.run(), doctor.program().report());
    QCOMPARE(doctor.faults(), QStringList{"status fail"});
  }

  void an_interrupt_shows_what_is_known() {
    ScriptedServer server(stream("retry: 3000\n\n"));
    Examination doctor({server.url()});
    QVERIFY(doctor.program().start());
    QVERIFY(doctor.program().wait_until([&] { return !server.requests().isEmpty(); }));
    doctor.program().send_signal(SIGINT);
    QCOMPARE(doctor.program().wait_for_exit(), std::optional<int>(130));
    QVERIFY2(doctor.read(), doctor.program().report());
    QVERIFY(!doctor.words("tcp").isEmpty());
  }

  void the_text_is_for_people() {
    ScriptedServer server(ScriptedServer::status("404 Not Found"));
    Program doctor(QStringLiteral(TIDINGS_EXECUTABLE), {"doctor", server.url()});
    QCOMPARE(doctor.run(), std::optional<int>(1));
    QVERIFY2(doctor.out().contains("  ok    tcp "), doctor.report());
    QVERIFY(doctor.out().contains("  fail  status "));
    QVERIFY(doctor.out().contains("→ check the path of the URL"));
    QVERIFY(doctor.out().endsWith("  fail: 1 failure, 0 warnings\n"));
    QVERIFY(!doctor.out().contains('\x1b'));
    QVERIFY(doctor.err().startsWith("looking at "));
  }

  void wrong_usage_ends_with_2() {
    for (const QStringList& arguments :
         {QStringList{}, QStringList{"http://a/", "http://b/"}, QStringList{"localhost:80/x"},
          QStringList{"--for", "0", "http://a/"}, QStringList{"--origin", "app", "http://a/"}}) {
      Program doctor(QStringLiteral(TIDINGS_EXECUTABLE), QStringList{"doctor"} + arguments);
      QCOMPARE(doctor.run(), std::optional<int>(2));
      QVERIFY(doctor.err().startsWith("tidings doctor: "));
    }
  }
};

}  // namespace tidings::test

QTEST_GUILESS_MAIN(tidings::test::DoctorProgramTest)
#include "doctor_program_test.moc"
