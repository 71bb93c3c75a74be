#include "watch/event_delivery.h"

#include <chrono>
#include <utility>

#include "safe_text.h"
#include "watch/hook_job.h"

namespace tidings::cli {
namespace {

using Taker = BackPressure::Taker;

/// How long hooks have to end when we are told to.
constexpr std::chrono::milliseconds kHookGrace{400};

}  // namespace

EventDelivery::EventDelivery(const WatchOptions& options, EventLoop& loop, Console& console,
                             BackPressure& pressure, Callbacks callbacks)
    : options_(options),
      loop_(loop),
      console_(console),
      pressure_(pressure),
      callbacks_(std::move(callbacks)),
      printer_(make_printer(options, console.out_terminal(),
                            [&console] { return console.out_width(); })) {
  if (options.exec) {
    hooks_.emplace(
        loop,
        HookRunner::Settings{*options.exec, options.exec_jobs, options.state_file.has_value()},
        HookRunner::Callbacks{
            [this](bool backed_up) { pressure_.set_behind(Taker::hooks, backed_up); },
            callbacks_.on_hook_failure,
        });
  }
}

Result<void> EventDelivery::open(const std::vector<StreamName>& streams) {
  if (options_.notify) {
    if (auto opened = open_desktop(); !opened) {
      return opened;
    }
  }
  return options_.state_file ? open_positions(streams) : Result<void>();
}

Result<void> EventDelivery::open_desktop() {
  auto desktop = DesktopNotifier::connect(
      loop_, {[this](bool backed_up) { pressure_.set_behind(Taker::desktop, backed_up); },
              [this](const std::string& reason) { console_.messages().warning(reason); }});
  if (!desktop) {
    return Error{"--notify: " + desktop.error().message};
  }
  desktop_ = std::move(*desktop);
  return {};
}

Result<void> EventDelivery::open_positions(const std::vector<StreamName>& streams) {
  std::vector<std::string> names;
  for (const StreamName& stream : streams) {
    // Two accounts of one server have positions of their own.
    const std::string& profile = options_.streams[stream.number].profile;
    names.push_back(profile.empty() ? stream.url : stream.url + " (profile " + profile + ")");
  }
  auto positions = PositionKeeper::open(
      *options_.state_file, names,
      [this](const std::string& news) { console_.messages().warning("--state: " + news); });
  if (!positions) {
    return Error{"--state: " + positions.error().message};
  }
  positions_ = std::move(*positions);
  return {};
}

std::string EventDelivery::position(std::size_t stream) const {
  return positions_ ? positions_->position(stream) : std::string();
}

void EventDelivery::print_only(const ReceivedEvent& received) {
  print(received);
  count(received, false);
}

void EventDelivery::deliver(const ReceivedEvent& received) {
  print(received);
  const std::uint64_t number = count(received, hooks_.has_value());
  if (hooks_) {
    add_hook(received, number);
  }
  if (const Notification* notification = desktop_ ? received.notification() : nullptr;
      notification != nullptr) {
    desktop_->show(*notification);
  }
}

void EventDelivery::leave_out(std::size_t stream, std::string_view last_event_id) {
  if (positions_) {
    positions_->passed(stream, last_event_id, loop_.now());
  }
}

void EventDelivery::print(const ReceivedEvent& received) {
  DescriptorWriter& out = console_.out();
  if (!console_.out_terminal().is_terminal || printer_->is_safe()) {
    printer_->print(received, out.buffer());
  } else {
    unsafe_text_.clear();
    printer_->print(received, unsafe_text_);
    append_safe_text(out.buffer(), unsafe_text_);
  }
  out.collected();
}

std::uint64_t EventDelivery::count(const ReceivedEvent& received, bool with_hook) {
  return positions_ ? positions_->printed(received.stream().number, received.event().last_event_id,
                                          console_.out().collected_bytes(), with_hook)
                    : 0;
}

void EventDelivery::add_hook(const ReceivedEvent& received, std::uint64_t number) {
  HookJob job = hook_job(received);
  if (positions_) {
    job.ended = [this, stream = received.stream().number, number](bool succeeded) {
      const bool dealt_with = succeeded || (!options_.exec_stop && !stopping_);
      if (dealt_with) {
        positions_->hook_ended(stream, number, loop_.now());
      }
    };
  }
  hooks_->add(std::move(job));
}

void EventDelivery::settle() {
  keep_positions();
  if (hooks_) {
    hooks_->start_waiting();
  }
}

/// With hooks every move is written before the next hook starts, so that a kill repeats no more
/// than the hooks that run.
void EventDelivery::keep_positions() {
  if (!positions_) {
    return;
  }
  const BootTime now = loop_.now();
  positions_->written(console_.out().written_bytes(), now);
  if (hooks_) {
    positions_->write(now);
  } else {
    positions_->write_if_due(now);
  }
  position_timer_.reset();
  if (const auto due = positions_->write_due()) {
    position_timer_ = loop_.call_at(*due, [] {});  // `settle` follows
  }
}

void EventDelivery::write_positions() {
  if (positions_) {
    positions_->write(loop_.now());
  }
}

void EventDelivery::drop_waiting_hooks() {
  if (hooks_) {
    hooks_->drop_waiting();
  }
}

void EventDelivery::stop() {
  stopping_ = true;
  if (hooks_ && hooks_->is_running()) {
    hooks_->drop_waiting();
    hooks_->terminate();
    grace_ = loop_.call_at(BootClock::now() + kHookGrace, [this] {
      hooks_.reset();
      callbacks_.on_hooks_killed();
    });
  }
}

bool EventDelivery::has_acted() const {
  return (!hooks_ || hooks_->is_idle()) && (!desktop_ || stopping_ || desktop_->is_idle());
}

}  // namespace tidings::cli
