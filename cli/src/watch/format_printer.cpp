#include <utility>

#include "watch/format_template.h"
#include "watch/printer.h"

namespace tidings::cli {
namespace {

class FormatPrinter final : public Printer {
 public:
  explicit FormatPrinter(FormatTemplate format) : format_(std::move(format)) {}

  void print(const ReceivedEvent& received, std::string& out) override {
    format_.append(out, received);
    out += '\n';
  }

 private:
  FormatTemplate format_;
};

}  // namespace

std::unique_ptr<Printer> make_format_printer(const std::string& format) {
  return std::make_unique<FormatPrinter>(std::move(FormatTemplate::parse(format)).value());
}

}  // namespace tidings::cli
