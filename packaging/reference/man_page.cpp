#include <algorithm>
#include <cctype>

#include "program_reference.h"

namespace tidings::reference {
namespace {

using cli::CommandSpec;
using cli::OptionSpec;

/// Text as roff takes it literally; what stands in `…` becomes bold.
std::string escaped(std::string_view text) {
  std::string out;
  bool bold = false;
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '~':
        out += "\\(ti";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '`':
        bold = !bold;
        out += bold ? "\\fB" : "\\fR";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// A line that begins with a full stop would be a request.
std::string guarded(std::string_view line) {
  return (line.starts_with('.') ? "\\&" : "") + std::string(line) + "\n";
}

std::string literal_line(std::string_view text) {
  return guarded(escaped(text));
}

/// Running text, its source in lines that an editor shows whole.
std::string text_lines(std::string_view text) {
  constexpr std::size_t kLongest = 78;
  const std::string whole = escaped(text);
  std::string_view rest = whole;
  std::string out;
  while (rest.size() > kLongest) {
    const std::size_t last = rest.rfind(' ', kLongest);
    const std::size_t end = last == std::string_view::npos ? rest.find(' ') : last;
    if (end == std::string_view::npos) {
      break;
    }
    out += guarded(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return out + guarded(rest);
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

std::string heading(const ProgramReference& program, std::string_view page,
                    std::string_view summary) {
  std::string out = ".\\\" Made from the definitions of the flags: changes here are lost.\n";
  out += ".TH " + upper(page) + " 1 " + program.date + " \"Tidings " + program.version +
         "\" \"User Commands\"\n.SH NAME\n" + escaped(page) + " \\- " + escaped(summary) + "\n";
  return out;
}

/// Paragraphs; lines that are indented stay as they are; `TERM:: text` is an entry of a list.
class TextBody {
 public:
  explicit TextBody(std::string& out) : out_(out) {}
  ~TextBody() { end_literal(); }
  TextBody(const TextBody&) = delete;
  TextBody& operator=(const TextBody&) = delete;

  void add(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      add_line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

 private:
  void add_line(std::string_view line) {
    if (line.empty()) {
      end_literal();
      paragraph_ = true;
      return;
    }
    if (line.starts_with("  ")) {
      begin_literal();
      out_ += literal_line(line.substr(2));
      return;
    }
    end_literal();
    const std::size_t term = line.find(":: ");
    if (term != std::string_view::npos) {
      out_ += ".TP\n.B " + escaped(line.substr(0, term)) + "\n" + text_lines(line.substr(term + 3));
    } else {
      out_ += (paragraph_ ? ".PP\n" : "") + text_lines(line);
    }
    paragraph_ = false;
    begun_ = true;
  }
  void begin_literal() {
    if (!literal_) {
      out_ += begun_ ? ".PP\n.nf\n" : ".nf\n";
    }
    begun_ = true;
    literal_ = true;
  }
  void end_literal() {
    out_ += literal_ ? ".fi\n" : "";
    paragraph_ = paragraph_ || literal_;
    literal_ = false;
  }

  std::string& out_;
  bool literal_ = false;
  bool paragraph_ = false;
  bool begun_ = false;
};

void add_text(std::string& out, std::string_view text) {
  TextBody(out).add(text);
}

void add_option(std::string& out, const OptionSpec& option) {
  out += ".TP\n";
  if (option.letter != 0) {
    out += "\\fB\\-" + std::string(1, option.letter) + "\\fR, ";
  }
  out += "\\fB\\-\\-" + escaped(option.name) + "\\fR";
  if (!option.value.empty()) {
    out += " \\fI" + escaped(option.value) + "\\fR";
  }
  out += "\n" + text_lines(option.help);
}

void add_sections(std::string& out, std::span<const ManualSection> sections) {
  for (const ManualSection& section : sections) {
    out += ".SH " + std::string(section.title) + "\n";
    add_text(out, section.text);
  }
}

/// What the help says at its end: the statuses are a section of their own.
void add_notes(std::string& out, std::string_view notes) {
  constexpr std::string_view kStatus = "Exit status: ";
  const std::size_t status = std::min(notes.find(kStatus), notes.size());
  if (status > 0) {
    out += ".SH NOTES\n";
    add_text(out, notes.substr(0, status));
  }
  if (status < notes.size()) {
    out += ".SH \"EXIT STATUS\"\n";
    add_text(out, notes.substr(status + kStatus.size()));
  }
}

void add_example(std::string& out, const cli::Example& example, bool first) {
  out += (first ? "" : ".PP\n") + text_lines(std::string(example.purpose) + ":");
  out += ".PP\n.RS 4\n.nf\n";
  std::string_view lines = example.command;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    out += literal_line(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  out += ".fi\n.RE\n";
}

void add_examples(std::string& out, std::span<const cli::Example> examples) {
  out += examples.empty() ? "" : ".SH EXAMPLES\n";
  for (const cli::Example& example : examples) {
    add_example(out, example, &example == &examples.front());
  }
}

void add_see_also(std::string& out, const ProgramReference& program, std::string_view page) {
  std::vector<std::string> others{program.program};
  for (const CommandReference& command : program.commands) {
    others.push_back(command.page);
  }
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  std::erase(others, page);
  if (program.program == "tidings") {
    others.emplace_back("tidings-server");
  } else {
    others = {"tidings", "tidings-publish", "tidings-watch"};
  }
  out += ".SH \"SEE ALSO\"\n";
  for (std::size_t index = 0; index < others.size(); ++index) {
    out += ".BR " + escaped(others[index]) + " (1)" + (index + 1 < others.size() ? ",\n" : "\n");
  }
}

}  // namespace

std::string man_page(const ProgramReference& program, const CommandReference& command) {
  const CommandSpec& spec = *command.spec;
  std::string out = heading(program, command.page, spec.summary);
  out += ".SH SYNOPSIS\n.B " + escaped(command.synopsis) + "\n[\\fIFLAGS\\fR]" +
         (spec.operands.empty() ? "" : " " + escaped(spec.operands)) + "\n.SH DESCRIPTION\n";
  add_text(out, spec.description.empty() ? spec.summary : spec.description);
  out += ".SH OPTIONS\n";
  for (const cli::OptionGroup& group : spec.groups) {
    out += ".SS \"" + escaped(group.title) + "\"\n";
    for (const OptionSpec& option : group.options) {
      add_option(out, option);
    }
  }
  add_sections(out, command.sections);
  add_notes(out, spec.notes);
  add_examples(out, spec.examples);
  add_see_also(out, program, command.page);
  return out;
}

std::string program_page(const ProgramReference& program, std::string_view summary,
                         std::span<const ManualSection> sections) {
  std::string out = heading(program, program.program, summary);
  out += ".SH SYNOPSIS\n.B " + escaped(program.program) +
         "\n\\fICOMMAND\\fR [\\fIFLAGS\\fR] \\&...\n.SH COMMANDS\n";
  for (const CommandReference& command : program.commands) {
    out += ".TP\n.BR " + escaped(command.page) + " (1)\n" + text_lines(command.spec->summary);
  }
  add_sections(out, sections);
  out += ".SH EXAMPLES\n";
  for (const CommandReference& command : program.commands) {
    add_example(out, command.spec->examples.front(), &command == &program.commands.front());
  }
  add_see_also(out, program, program.program);
  return out;
}

}  // namespace tidings::reference
