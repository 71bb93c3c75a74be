#include "server/servers.h"

#include <chrono>
#include <fstream>
#include <stdexcept>

#include <unistd.h>

#include "load/loopback.h"
#include "load/waiting.h"
#include "server/process_usage.h"

namespace tidings::bench {
namespace {

constexpr std::chrono::seconds kStartTime{20};
constexpr const char* kNchanModule = "/usr/lib/nginx/modules/ngx_nchan_module.so";
constexpr const char* kNginx = "/usr/sbin/nginx";

void wait_until_listening(const ChildProgram& program, std::uint16_t port,
                          const std::string& output_file) {
  const bool listening =
      load::wait_until([&] { return load::listens(port) || !program.running(); }, kStartTime);
  if (listening && program.running())
    return;
  std::ifstream output(output_file);
  const std::string text((std::istreambuf_iterator<char>(output)), {});
  throw std::runtime_error("a server does not start: " + text);
}

}  // namespace

Redis::Redis() : port_(load::free_port()) {
  program_.emplace(std::vector<std::string>{"redis-server", "--port", std::to_string(port_),
                                            "--bind", "127.0.0.1", "--save", "", "--appendonly",
                                            "no", "--maxclients", "4096", "--dir", folder_.path()},
                   folder_.file("output"));
  wait_until_listening(*program_, port_, folder_.file("output"));
}

std::string Redis::url() const {
  return "redis://127.0.0.1:" + std::to_string(port_) + "/0";
}

TidingsServer::TidingsServer(Settings settings)
    : settings_(std::move(settings)), port_(load::free_port()) {
  if (settings_.secret.empty())
    settings_.secret = "bench-" + std::to_string(getpid()) + "-not-a-secret-of-anyone";
  std::ofstream(folder_.file("secret")) << settings_.secret;
  dialect_ = load::tidings_dialect(settings_.secret);
  start();
}

void TidingsServer::start() {
  program_.emplace(
      std::vector<std::string>{
          settings_.executable, "--listen", "127.0.0.1:" + std::to_string(port_),
          "--jwt-secret-file", folder_.file("secret"), "--store", settings_.store, "--workers",
          std::to_string(settings_.workers), "--heartbeat", "10m", "--log-level", "error"},
      folder_.file("output"));
  wait_until_listening(*program_, port_, folder_.file("output"));
}

void TidingsServer::kill() {
  program_->kill();
}

std::vector<pid_t> TidingsServer::processes() const {
  return process_tree(program_->pid());
}

bool Nchan::is_installed() {
  return access(kNchanModule, R_OK) == 0 && access(kNginx, X_OK) == 0;
}

Nchan::Nchan(const std::string& redis_url, bool broadcasts_only)
    : port_(load::free_port()), dialect_(load::nchan_dialect(broadcasts_only)) {
  const bool in_redis = !redis_url.empty();
  std::ofstream config(folder_.file("nginx.conf"));
  // A single process, as one worker is: when it is killed, nothing stays behind.
  config << "load_module " << kNchanModule << ";\ndaemon off;\nmaster_process off;\n"
         << "worker_rlimit_nofile 20000;\nerror_log stderr error;\npid " << folder_.file("pid")
         << ";\nevents { worker_connections 19900; }\nhttp {\naccess_log off;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
    config << kind << "_temp_path " << folder_.file(kind) << ";\n";
  if (in_redis)
    config << "upstream redis { nchan_redis_server " << redis_url << "; }\n";
  const std::string store = in_redis ? " nchan_redis_pass redis;" : "";
  config << "keepalive_requests 1000000000;\nnchan_shared_memory_size 512M;\n"
         << "nchan_message_buffer_length 1000;\nnchan_message_timeout 14d;\n"
         << "server {\nlisten 127.0.0.1:" << port_ << " backlog=4096;\n"
         << "location ~ ^/sub/(\\d+)$ { nchan_subscriber eventsource; nchan_channel_id $1; "
            "nchan_subscriber_first_message newest;"
         << store << " }\n"
         << "location ~ ^/pub/(\\d+)$ { nchan_publisher; nchan_channel_id $1;" << store
         << " }\n}\n}\n";
  config.close();
  program_.emplace(std::vector<std::string>{kNginx, "-e", "stderr", "-p", folder_.path(), "-c",
                                            folder_.file("nginx.conf")},
                   folder_.file("output"));
  wait_until_listening(*program_, port_, folder_.file("output"));
}

std::vector<pid_t> Nchan::processes() const {
  return process_tree(program_->pid());
}

}  // namespace tidings::bench
