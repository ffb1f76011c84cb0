#include "tools/sojourn/shell/manual.hpp"

#include <fmt/format.h>

#include <iostream>

#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/text.hpp"

namespace sojourn::command {

namespace {

/// Text as troff prints it: its own signs escaped, no line taken for a request.
std::string troff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool at_start = out.empty() || out.back() == '\n';
    if (at_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '~') {
      out += "\\(ti";
    } else {
      out += c;
    }
  }
  return out;
}

std::string bold(const std::string& text) {
  return "\\fB" + troff(text) + "\\fR";
}

/// "--out FILE, -o FILE"
std::string term_of(const OptionInfo& option) {
  std::vector<std::string> terms;
  for (const std::string& name : option.names) {
    const std::string form = option.form.empty() ? "" : " \\fI" + troff(option.form) + "\\fR";
    terms.push_back(bold(name) + form);
  }
  return joined(terms, ", ");
}

std::string option_entry(const OptionInfo& option) {
  const std::string again = option.repeated ? "; may be given several times" : "";
  return fmt::format(".TP\n{}\n{}\n", term_of(option), troff(meaning_with_default(option) + again));
}

std::string lines_as_typed(const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string text = ".PP\n.RS\n.nf\n";
  for (const std::string& line : lines) text += troff(line) + "\n";
  return text + ".fi\n.RE\n";
}

std::string section_of(const CommandInfo& command) {
  std::string text = fmt::format(".SS {0}\n{1} {2}\n.PP\n{3}\n", troff("sojourn " + command.name),
                                 bold("sojourn " + command.name), troff(usage_of(command)),
                                 troff(command.description + "."));
  for (const OptionInfo& option : command.options) text += option_entry(option);
  return text + lines_as_typed(command.examples);
}

constexpr const char* kHead =
    ".SH NAME\nsojourn \\- simulates international migration under different governance\n"
    ".SH SYNOPSIS\n\\fBsojourn\\fR \\fISUBCOMMAND\\fR [OPTIONS] ...\n"
    ".SH DESCRIPTION\n"
    "A scenario is a text file that describes a world: countries, ways between them, and the "
    "modules "
    "that act there. \\fBsojourn\\fR checks it, runs it, compares it under several regimes, and "
    "reads and draws what came of it.\n"
    ".PP\nNothing is overwritten without \\fB\\-\\-force\\fR, and a file appears under its name "
    "only "
    "when it is whole. Every subcommand has \\fB\\-\\-help\\fR and \\fB\\-\\-version\\fR.\n"
    ".SH SUBCOMMANDS\n";

constexpr const char* kTail =
    ".SH EXIT STATUS\n"
    ".TP\n0\ndone; of \\fBdiff\\fR: equal\n"
    ".TP\n1\nthe run failed; of \\fBdiff\\fR: different\n"
    ".TP\n2\nthe input or the usage is wrong\n"
    ".TP\n130\ninterrupted; what was done is kept\n";

}  // namespace

std::string manual_page(const std::vector<CommandInfo>& commands, const std::string& version) {
  std::string page = fmt::format(".TH SOJOURN 1 \"\" \"{}\" \"User Commands\"\n{}",
                                 troff(version.substr(0, version.find(" ("))), kHead);
  for (const CommandInfo& command : commands) page += section_of(command);
  return page + kTail;
}

void add_manual(Cli& cli) {
  Options options = cli.add("manual", "prints the page that man shows", [&cli](const std::string&) {
    std::cout << manual_page(cli.commands(), cli.version());
    return 0;
  });
  options.example("sojourn manual | man -l -");
  options.example("sojourn manual > ~/.local/share/man/man1/sojourn.1");
}

}  // namespace sojourn::command
