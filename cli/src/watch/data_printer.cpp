#include <string_view>

#include "watch/printer.h"

namespace tidings::cli {
namespace {

/// `-o data`: the data and a newline; with several streams each line begins with its stream and a
/// tab.
class DataPrinter final : public Printer {
 public:
  explicit DataPrinter(bool name_streams) : name_streams_(name_streams) {}

  void print(const ReceivedEvent& received, std::string& out) override {
    std::string_view rest = received.event().data;
    if (name_streams_) {
      const std::string& name = received.stream().url;
      std::size_t line_end = rest.find('\n');
      for (; line_end != std::string_view::npos; line_end = rest.find('\n')) {
        out.append(name).append(1, '\t').append(rest.substr(0, line_end + 1));
        rest.remove_prefix(line_end + 1);
      }
      out.append(name).append(1, '\t');
    }
    out.append(rest).append(1, '\n');
  }

 private:
  bool name_streams_;
};

}  // namespace

std::unique_ptr<Printer> make_data_printer(bool name_streams) {
  return std::make_unique<DataPrinter>(name_streams);
}

}  // namespace tidings::cli
