#include "tools/sojourn/import/write/page.hpp"

#include <fmt/format.h>

#include <array>

namespace sojourn::intake {

namespace {

struct Heading {
  const char *name, *meaning;
};

constexpr std::array<Heading, 9> kHeadings{{
    {"Totals", "Sums over countries against the publishers' own totals."},
    {"Interpolated", "Figures of a year between two that a file holds."},
    {"Filled", "Figures that no file has of the year, and what stands in for them."},
    {"States that parted", "Figures of states that are no more, or were larger, divided."},
    {"Histories", "What changes during the run, and who tells it."},
    {"Judged", "What no publisher tells."},
    {"Not told", "What no file that was given tells."},
    {"Left out", "What the files hold and the world does not."},
    {"Files", "What was met in the files."},
}};

std::string text_of(const Notes::Group& group) {
  std::string text = fmt::format("- {}", group.what);
  if (!group.values.empty()) text += fmt::format(": {}", fmt::join(group.values, "; "));
  return text + '\n';
}

std::string section(const Heading& heading, const Notes& notes) {
  std::string text;
  for (const Notes::Group& group : notes.groups()) {
    if (group.heading == heading.name) text += text_of(group);
  }
  if (text.empty()) return "";
  return fmt::format("\n## {}\n\n{}\n\n{}", heading.name, heading.meaning, text);
}

}  // namespace

std::string page_of(const std::string& title, const std::vector<ReadFile>& files,
                    const Notes& notes) {
  std::string text = fmt::format(
      "# {}\n\nWritten by `sojourn import`. What is not named below stands as its publisher wrote "
      "it.\n\n## What was read\n\n| publisher, table | file |\n| --- | --- |\n",
      title);
  for (const ReadFile& file : files)
    text += fmt::format("| {} | `{}` |\n", file.publisher, file.file);
  for (const Heading& heading : kHeadings) text += section(heading, notes);
  return text;
}

}  // namespace sojourn::intake
