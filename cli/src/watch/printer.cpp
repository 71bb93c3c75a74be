#include "watch/printer.h"

#include <utility>

namespace tidings::cli {

std::unique_ptr<Printer> make_printer(const WatchOptions& options, const Terminal& terminal,
                                      std::function<int()> width) {
  const bool name_streams = options.streams.size() > 1;
  if (options.format) {
    return make_format_printer(*options.format);
  }
  switch (options.form.value_or(terminal.is_terminal ? OutputForm::pretty : OutputForm::data)) {
    case OutputForm::data:
      return make_data_printer(name_streams);
    case OutputForm::json:
      return make_json_printer();
    case OutputForm::raw:
      return make_raw_printer(name_streams);
    case OutputForm::pretty:
      break;
  }
  return make_pretty_printer(terminal, std::move(width), name_streams);
}

}  // namespace tidings::cli
