#include "watch/hook_job.h"

#include <string>
#include <string_view>

#include <unistd.h>

#include "watch/hook_environment.h"

namespace tidings::cli {
namespace {

HookVariables variables_for(const ReceivedEvent& received) {
  HookVariables variables{
      {"TIDINGS_ID", std::string(received.event().last_event_id)},
      {"TIDINGS_EVENT", std::string(received.event().type)},
      {"TIDINGS_DATA", std::string(received.event().data)},
      {"TIDINGS_STREAM", received.stream().url},
  };
  if (const Notification* notification = received.notification(); notification != nullptr) {
    variables.emplace_back("TIDINGS_TITLE", notification->title);
    variables.emplace_back("TIDINGS_BODY", notification->body);
    variables.emplace_back("TIDINGS_URL", notification->url);
    variables.emplace_back("TIDINGS_PRIORITY", std::to_string(notification->priority));
  }
  return variables;
}

std::string in_words(const ReceivedEvent& received) {
  const std::string_view id = received.event().last_event_id;
  return id.empty() ? "an event without an id" : "the event with the id " + std::string(id);
}

}  // namespace

HookJob hook_job(const ReceivedEvent& received) {
  return {std::string(received.event().data),
          hook_environment(::environ, variables_for(received)),
          in_words(received),
          {}};
}

}  // namespace tidings::cli
