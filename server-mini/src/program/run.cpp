#include "program/run.h"

#include <ostream>
#include <variant>

#include "options/parse_options.h"
#include "program/serve.h"
#include "program/token_command.h"
#include "program/version.h"

namespace tidings::server {
namespace {

struct Runner {
  std::ostream& out;
  std::ostream& err;

  ExitStatus operator()(const ServeOptions& options) const { return serve(options, out, err); }
  ExitStatus operator()(const TokenOptions& options) const {
    return print_token(options, out, err);
  }
  ExitStatus operator()(const UsageAnswer& answer) const {
    (answer.status == 0 ? out : err) << answer.text << std::flush;
    return static_cast<ExitStatus>(answer.status);
  }
};

}  // namespace

ExitStatus run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  return std::visit(Runner{out, err}, parse_options(arguments, version_text()));
}

}  // namespace tidings::server
