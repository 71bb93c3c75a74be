#include "descriptor_writer.h"

#include <QtTest>
#include <array>
#include <cerrno>
#include <optional>

#include <sys/socket.h>
#include <unistd.h>

using namespace tidings::cli;
using tidings::EventLoop;

/// Some programs give their children sockets instead of pipes.
class DescriptorWriterTest : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()), 0);
    loop_ = std::move(EventLoop::create()).value();
  }
  void cleanup() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  void notices_that_the_reader_of_a_socket_has_gone_while_there_is_nothing_to_write();
  void takes_what_the_reader_of_a_socket_says_for_no_sign_of_its_going();

 private:
  std::array<int, 2> ends_{};
  std::unique_ptr<EventLoop> loop_;
};

void DescriptorWriterTest::
    notices_that_the_reader_of_a_socket_has_gone_while_there_is_nothing_to_write() {
  std::optional<int> error;
  const DescriptorWriter writer(*loop_, ends_[0], {{}, [&](int reason) {
                                                     error = reason;
                                                     loop_->stop();
                                                   }});
  ::close(std::exchange(ends_[1], -1));
  loop_->run();
  QCOMPARE(error, std::optional(EPIPE));
  QVERIFY(writer.has_failed());
}

void DescriptorWriterTest::takes_what_the_reader_of_a_socket_says_for_no_sign_of_its_going() {
  DescriptorWriter writer(*loop_, ends_[0], {{}, [](int) { QFAIL("it is still there"); }});
  QCOMPARE(::write(ends_[1], "x", 1), ssize_t{1});
  QCOMPARE(::shutdown(ends_[1], SHUT_WR), 0);
  loop_->post([this] { loop_->stop(); });
  loop_->run();
  writer.buffer() += "text";
  writer.collected();
  writer.flush();
  std::array<char, 8> text{};
  QCOMPARE(::read(ends_[1], text.data(), text.size()), ssize_t{4});
}

QTEST_APPLESS_MAIN(DescriptorWriterTest)
#include "descriptor_writer_test.moc"
