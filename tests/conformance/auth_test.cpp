// Bearer tokens (CONTRACT 1: the token flags, 401 and 403).
#include <ctime>

#include <QtCore/QByteArray>
#include <QtTest/QtTest>

#include "conformance/harness/case_table.h"
#include "conformance/harness/failure.h"

namespace tidings::conformance {

namespace {

/// The first request's Authorization with these flags; `tok` is a file with the token `from-file`.
Case sends(const std::string& name, const Words& flags, const std::string& authorization,
           const Start& start = {}) {
  return {name, [=](Scenario& s) {
            s.file("tok", "from-file\n");
            s.follow(flags, start);
            const HttpRequest& request = s.server().await_request().request();
            const Words values = request.header_values("Authorization");
            require(values == Words{authorization},
                    "Authorization should be " + authorization + ": " + request.head);
          }};
}

Start with_environment() {
  return {.environment = {{"TIDINGS_TOKEN", "from-environment"}}};
}

std::vector<Case> source_cases() {
  return {
      sends("--token", {"--token", "abc"}, "Bearer abc"),
      sends("--token=…", {"--token=abc"}, "Bearer abc"),
      sends("--token-file", {"--token-file", "tok"}, "Bearer from-file"),
      sends("--token-command", {"--token-command", "echo from-command"}, "Bearer from-command"),
      sends("a command with pipes", {"--token-command", "cat tok | tr a-z A-Z"},
            "Bearer FROM-FILE"),
      sends("TIDINGS_TOKEN", {}, "Bearer from-environment", with_environment()),
      sends("a flag before the environment: value", {"--token", "abc"}, "Bearer abc",
            with_environment()),
      sends("a flag before the environment: file", {"--token-file", "tok"}, "Bearer from-file",
            with_environment()),
      sends("a flag before the environment: command", {"--token-command", "echo from-command"},
            "Bearer from-command", with_environment()),
      sends("spaces and line ends around are taken off",
            {"--token-command", "printf ' abc \\r\\n\\n'"}, "Bearer abc"),
      {"a command does not see TIDINGS_TOKEN",
       [](Scenario& s) {
         s.follow({"--token-command", "printf 'seen:%s' \"${TIDINGS_TOKEN-nothing}\""},
                  with_environment());
         require_equal(s.server().await_request().request().header("Authorization").value_or(""),
                       "Bearer seen:nothing", "Authorization");
       }},
      {"the command's stderr is the user's",
       [](Scenario& s) {
         Program& watch = s.follow({"--token-command", "echo note >&2; echo abc"});
         require_equal(s.server().await_request().request().header("Authorization").value_or(""),
                       "Bearer abc", "Authorization");
         require_lacks(watch.out(), "note", "stdout");
       }},
      {"the token goes with every request",
       [](Scenario& s) {
         s.follow({"--token-file", s.file("t", "abc"), "--retry", "10ms"});
         s.server().await_request().respond(503);
         require_equal(s.server().await_request().request().header("Authorization").value_or(""),
                       "Bearer abc", "Authorization");
       }},
      {"several streams of one origin share it",
       [](Scenario& s) {
         s.watch({"--token-file", s.file("t", "abc"), s.server().url("/a"), s.server().url("/b")});
         for (int i = 0; i < 2; ++i) {
           require_equal(s.server().await_request().request().header("Authorization").value_or(""),
                         "Bearer abc", "Authorization");
         }
       }},
  };
}

/// Nothing to begin with: status 4 and no request.
Case nothing_at_start(const std::string& name, const Words& flags, const std::string& reason) {
  return {name, [=](Scenario& s) {
            s.file("empty", "\n");
            Program& watch = s.follow(flags);
            watch.require_exit(4);
            require_contains(watch.err(), reason, "stderr");
            s.server().require_no_further_request();
          }};
}

std::vector<Case> missing_token_cases() {
  return {
      nothing_at_start("a file that is not there", {"--token-file", "nowhere"}, "nowhere"),
      nothing_at_start("an empty file", {"--token-file", "empty"}, "empty"),
      nothing_at_start("a folder", {"--token-file", "/"}, "/"),
      nothing_at_start("a command that fails", {"--token-command", "exit 7"}, "7"),
      nothing_at_start("a command that prints nothing", {"--token-command", "true"}, "token"),
      nothing_at_start("a command that is not there", {"--token-command", "no-such-program"},
                       "token"),
  };
}

/// What a 401 leads to with these flags: so many requests, then status 4.
Case refused(const std::string& name, const Words& flags, int requests, const Start& start = {}) {
  return {name, [=](Scenario& s) {
            s.file("tok", "from-file\n");
            Words all = flags;
            all.insert(all.end(), {"--retry", "10ms"});
            Program& watch = s.follow(all, start);
            for (int i = 0; i < requests; ++i) {
              s.server().await_request().respond(401, "WWW-Authenticate: Bearer\r\n");
            }
            watch.require_exit(4);
            s.server().require_no_further_request();
            require_contains(watch.err(), "ended: ", "stderr");
            require_lacks(watch.err(), "from-file", "stderr");
          }};
}

std::vector<Case> refused_cases() {
  return {
      refused("401 without a token", {}, 1),
      refused("401 with --token", {"--token", "abc"}, 1),
      refused("401 with TIDINGS_TOKEN", {}, 1, with_environment()),
      refused("401 with a file: one more try", {"--token-file", "tok"}, 2),
      refused("401 with a command: one more try", {"--token-command", "cat tok"}, 2),
      {"the one more try reads the file again",
       [](Scenario& s) {
         Program& watch =
             s.follow({"--token-file", s.file("t", "old"), "--retry", "10ms", "--count", "1"});
         Connection& first = s.server().await_request();
         s.file("t", "new\n");
         first.respond(401);
         Connection& second = s.server().await_request();
         require_equal(second.request().header("Authorization").value_or(""), "Bearer new",
                       "Authorization");
         second.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"the one more try runs the command again",
       [](Scenario& s) {
         Program& watch = s.follow({"--token-command", "echo x >> runs; wc -l < runs", "--retry",
                                    "10ms", "--count", "1"});
         Connection& first = s.server().await_request();
         require_equal(first.request().header("Authorization").value_or(""), "Bearer 1",
                       "Authorization");
         first.respond(401);
         Connection& second = s.server().await_request();
         require_equal(second.request().header("Authorization").value_or(""), "Bearer 2",
                       "Authorization");
         second.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
      {"a good stream gives a new try for the next 401, and the position is kept",
       [](Scenario& s) {
         Program& watch =
             s.follow({"--token-file", s.file("t", "a"), "--retry", "10ms", "--count", "3"});
         s.server().await_request().respond(401);
         s.server().open_stream().stream("id: 1\ndata: x\n\n").close();
         Connection& expired = s.server().await_request();
         s.file("t", "b");
         expired.respond(401);
         Connection& renewed = s.server().await_request();
         require_equal(renewed.request().header("Authorization").value_or(""), "Bearer b",
                       "Authorization");
         require_equal(renewed.request().header("Last-Event-ID").value_or(""), "1",
                       "Last-Event-ID");
         renewed.open_stream().stream("data: y\n\ndata: z\n\n");
         watch.require_exit(0);
       }},
      {"403 is final even with a file",
       [](Scenario& s) {
         Program& watch = s.follow({"--token-file", s.file("t", "abc"), "--retry", "10ms"});
         s.server().await_request().respond(403);
         watch.require_exit(4);
         s.server().require_no_further_request();
       }},
      {"a file that is empty later is a failed try",
       [](Scenario& s) {
         Program& watch =
             s.follow({"--token-file", s.file("t", "a"), "--retry", "10ms", "--count", "1"});
         Connection& first = s.server().await_request();
         s.file("t", "");
         first.respond(401);
         watch.await_err("reconnecting in ");
         s.file("t", "c");
         Connection& later = s.server().await_request();
         require_equal(later.request().header("Authorization").value_or(""), "Bearer c",
                       "Authorization");
         later.open_stream().stream("data: x\n\n");
         watch.require_exit(0);
       }},
  };
}

std::string jwt(std::time_t expires) {
  const auto part = [](const QByteArray& json) {
    return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
  };
  return part(R"({"alg":"HS256","typ":"JWT"})") + "." +
         part(QByteArray(R"({"sellerId":42,"exp":)") + QByteArray::number(qlonglong(expires)) +
              "}") +
         "." + part("signature");
}

std::vector<Case> renewal_cases() {
  return {
      {"a JWT about to expire is renewed before the next request",
       [](Scenario& s) {
         const std::string old = s.file("t", jwt(std::time(nullptr) + 1));
         s.follow({"--token-file", old, "--retry", "10ms"});
         Connection& first = s.server().await_request();
         const std::string fresh = jwt(std::time(nullptr) + 3600);
         s.file("t", fresh);
         first.respond(503);
         require_equal(s.server().await_request().request().header("Authorization").value_or(""),
                       "Bearer " + fresh, "Authorization");
       }},
      {"a JWT that lasts is not asked for again",
       [](Scenario& s) {
         s.file("t", jwt(std::time(nullptr) + 3600));
         s.follow({"--token-command", "echo x >> runs; cat t", "--retry", "10ms"});
         s.server().await_request().respond(503);
         s.server().await_request().respond(503);
         s.server().await_request();
         require_equal(s.read("runs"), "x\n", "the record of runs");
       }},
  };
}

std::vector<Case> care_cases() {
  return {
      {"--token is warned of",
       [](Scenario& s) {
         Program& watch = s.follow({"--token", "abc"});
         s.server().await_request();
         watch.await_err("connecting to");
         require_contains(watch.err(), "process", "stderr");
         require_lacks(watch.err(), "abc", "stderr");
       }},
      {"a file is not warned of",
       [](Scenario& s) {
         Program& watch = s.follow({"--token-file", s.file("t", "abc"), "--count", "1"});
         s.server().open_stream().stream("data: x\n\n");
         watch.require_exit(0);
         require_lacks(watch.err(), "process", "stderr");
         require_lacks(watch.err(), "warn", "stderr");
       }},
      {"a token over plain http to elsewhere is warned of once",
       [](Scenario& s) {
         Program& watch = s.watch({"--token-file", s.file("t", "abc"), "--retry", "5ms",
                                   "--max-retries", "3", "http://tidings.invalid/s"});
         watch.require_exit(3);
         const QString err = QString::fromStdString(watch.err());
         const QRegularExpression warning("(plain|unencrypted|not encrypted|in clear)",
                                          QRegularExpression::CaseInsensitiveOption);
         require_equal(static_cast<long>(err.count(warning)), 1, "the number of warnings");
       }},
      {"a token for several origins is wrong usage",
       [](Scenario& s) {
         const ScriptedServer other;
         Program& watch =
             s.watch({"--token-file", s.file("t", "abc"), s.server().url(), other.url()});
         watch.require_exit(2);
         s.server().require_no_further_request();
       }},
      {"a token from the environment for several origins is wrong usage",
       [](Scenario& s) {
         const ScriptedServer other;
         s.watch({s.server().url(), other.url()}, with_environment()).require_exit(2);
       }},
      {"an Authorization header for several origins is wrong usage",
       [](Scenario& s) {
         const ScriptedServer other;
         s.watch({"-H", "Authorization: Basic YTpi", s.server().url(), other.url()})
             .require_exit(2);
       }},
      {"a Cookie for several origins is wrong usage",
       [](Scenario& s) {
         const ScriptedServer other;
         s.watch({"-H", "Cookie: a=b", s.server().url(), other.url()}).require_exit(2);
       }},
      {"a harmless header for several origins is fine",
       [](Scenario& s) {
         ScriptedServer other;
         s.watch({"-H", "X-Shop: 7", s.server().url(), other.url()});
         s.server().await_request();
         other.await_request();
       }},
      {"a token with a line end inside is not sent as a header",
       [](Scenario& s) {
         Program& watch = s.follow({"--token-command", "printf 'a\\r\\nX-Evil: 1'"});
         require(watch.await_exit() == 4, "such a token is refused");
         s.server().require_no_further_request();
       }},
  };
}

}  // namespace

class AuthTest : public QObject {
  Q_OBJECT

 private slots:
  void token_source_data() { sources_.add_rows(); }
  void token_source() { sources_.verify_row(); }
  void no_token_at_the_start_data() { missing_.add_rows(); }
  void no_token_at_the_start() { missing_.verify_row(); }
  void refused_data() { refused_.add_rows(); }
  void refused() { refused_.verify_row(); }
  void renewal_data() { renewals_.add_rows(); }
  void renewal() { renewals_.verify_row(); }
  void care_data() { care_.add_rows(); }
  void care() { care_.verify_row(); }

 private:
  CaseTable sources_{source_cases()};
  CaseTable missing_{missing_token_cases()};
  CaseTable refused_{refused_cases()};
  CaseTable renewals_{renewal_cases()};
  CaseTable care_{care_cases()};
};

}  // namespace tidings::conformance

QTEST_GUILESS_MAIN(tidings::conformance::AuthTest)
#include "auth_test.moc"
