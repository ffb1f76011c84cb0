#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cctype>
#include <charconv>
#include <string_view>

#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/standard_streams.hpp"
#include "tools/sojourn/console/text.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;
using Value = OptionInfo::Value;

/// "--out,-o" as two names.
std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at <= names.size();) {
    const std::size_t end = std::min(names.find(',', at), names.size());
    all.emplace_back(names.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

/// What a shell can offer for a value of this form.
Value value_of(std::string_view form) {
  if (form.find("FILE") != form.npos || form.find("PATH") == 0) return Value::kFile;
  return form == "DIR" ? Value::kFolder : Value::kText;
}

OptionInfo with_form(const char* meaning, const char* form, bool repeated = false) {
  OptionInfo option;
  option.meaning = meaning;
  option.form = form;
  option.value = std::string_view(form) == "PATH=VALUE" || std::string_view(form) == "PATH=VALUES"
                     ? Value::kText
                     : value_of(form);
  option.repeated = repeated;
  return option;
}

/// "-" is standard input, which is read once.
std::string from_stream(const std::string& name) {
  if (name != "-") return name;
  keep_pipes({"/dev/stdin"});
  return "/dev/stdin";
}

/// "--quiet" or "-o", not "-3" and not "-".
bool looks_like_option(const std::string& text) {
  return text.size() > 1 && text[0] == '-' &&
         (text[1] == '-' || std::isalpha(static_cast<unsigned char>(text[1])) != 0);
}

/// The library would take the next option for the value of one that has none.
std::string is_value(const std::string& text) {
  if (text.empty()) return "expected a value, found nothing";
  if (!looks_like_option(text)) return "";
  return fmt::format("expected a value, found the option \"{}\"", text);
}

std::string within(const std::string& text, int low, int high) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool octal = text.size() > 1 && text.front() == '0';  // the library would read it so
  const bool whole = error == std::errc{} && end == text.data() + text.size() && !octal;
  if (whole && low <= number && number <= high) return "";
  return fmt::format("expected a whole number in [{}, {}], found \"{}\"", low, high, text);
}

std::string among(const std::string& text, const std::vector<std::string>& choices) {
  if (std::ranges::count(choices, text) > 0) return "";
  return fmt::format("expected {}, found \"{}\"{}", joined(choices, " or "), text,
                     nearest_name(text, choices));
}

}  // namespace

template <class Value>
CLI::Option& Options::add(const char* names, Value& value, OptionInfo option) {
  option.names = split_names(names);
  CLI::Option* bound = app_.add_option(names, value, meaning_with_default(option));
  bound->type_name(option.form);
  if (!option.form.empty()) bound->option_text(option.form + (option.repeated ? " ..." : ""));
  info_.options.push_back(std::move(option));
  return *bound;
}

template <class Value>
CLI::Option& Options::add_filled(const char* names, Value& value, OptionInfo option) {
  return *add(names, value, std::move(option)).check(is_value);
}

void Options::required(const char* name, fs::path& value, const char* meaning) {
  OptionInfo option = with_form(meaning, "");
  option.value = Value::kFile;
  option.required = true;
  add_filled(name, value, std::move(option)).required();
}

void Options::files(const char* name, std::vector<fs::path>& values, const char* meaning) {
  OptionInfo option = with_form(meaning, "", true);
  option.value = Value::kFile;
  option.required = true;
  add_filled(name, values, std::move(option)).required();
}

void Options::optional(const char* name, fs::path& value, const char* meaning) {
  OptionInfo option = with_form(meaning, "");
  option.value = Value::kFile;
  add_filled(name, value, std::move(option));
}

void Options::value(const char* names, std::string& value, const char* meaning, const char* form) {
  add_filled(names, value, with_form(meaning, form));
}

void Options::value(const char* names, fs::path& value, const char* meaning, const char* form) {
  add_filled(names, value, with_form(meaning, form));
}

void Options::number(const char* names, int& value, const char* meaning, int low, int high) {
  OptionInfo option = with_form(meaning, "N");
  if (low <= value && value <= high) option.initial = std::to_string(value);
  add(names, value, std::move(option)).check([low, high](const std::string& text) {
    return within(text, low, high);
  });
}

void Options::choice(const char* names, std::string& value, const char* meaning,
                     const std::vector<std::string>& choices) {
  const std::string form = names[0] == '-' ? joined(choices, "|") : "";
  OptionInfo option = with_form(meaning, form.c_str());
  option.value = Value::kWord;
  option.words = [choices] { return choices; };
  option.initial = value;
  option.required = names[0] != '-';
  CLI::Option& bound = add(names, value, option);
  bound.check([choices](const std::string& text) { return among(text, choices); });
  bound.required(option.required);
}

void Options::flag(const char* names, bool& value, const char* meaning) {
  OptionInfo option = with_form(meaning, "");
  option.names = split_names(names);
  option.value = Value::kNone;
  info_.options.push_back(std::move(option));
  app_.add_flag(names, value, meaning);
}

void Options::repeated(const char* names, std::vector<std::string>& values, const char* meaning,
                       const char* form) {
  add_filled(names, values, with_form(meaning, form, true)).allow_extra_args(false);
}

void Options::repeated(const char* names, std::vector<fs::path>& values, const char* meaning,
                       const char* form) {
  add_filled(names, values, with_form(meaning, form, true)).allow_extra_args(false);
}

void Options::words(const char* name, std::vector<std::string>& values, const char* meaning,
                    std::function<std::vector<std::string>()> known) {
  OptionInfo option = with_form(meaning, "", true);
  option.value = Value::kWord;
  option.words = std::move(known);
  add_filled(name, values, std::move(option));
}

void Options::scenario(ScenarioRequest& request) {
  required("SCENARIO", request.file, "scenario file; -: standard input");
  app_.get_option("SCENARIO")->transform(from_stream);
  repeated("--overlay", request.overlays, "file laid over the scenario; later ones win", "FILE");
  repeated("--set", request.assignments,
           "sets one value, e.g. modules.wage.b_wage=1.2; comes after overlays", "PATH=VALUE");
  request.allowed.emplace();
  repeated("--allow-files", *request.allowed,
           "files below this folder, too, may be named by a scenario or overlay", "DIR");
  assignment("--seed", "run.seed", request);
  assignment("--ticks", "run.ticks", request);
}

/// Values are read in the order in which options are added, so that these come after those of
/// --set, wherever they stand.
void Options::assignment(const char* name, const char* path, ScenarioRequest& request) {
  const auto assign = [path = std::string(path), &request](const std::string& value) {
    request.assignments.push_back(path + "=" + value);
  };
  const std::string meaning = std::string("short for --set ") + path + "=N";
  OptionInfo option = with_form(meaning.c_str(), "N");
  option.names = {name};
  info_.options.push_back(option);
  app_.add_option_function<std::string>(name, assign, meaning)
      ->option_text(option.form)
      ->check(is_value);
}

void Options::threads(int& value, const char* meaning) {
  number("--threads", value, meaning, 0, 4096);
}

}  // namespace sojourn::command
