#include "tools/sojourn/report/page/page.hpp"

#include <stdexcept>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/console/text_file.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kDataMark = "{{data}}";
constexpr std::string_view kTitleMark = "{{title}}";

std::string replaced(std::string_view text, std::string_view mark, std::string_view by) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) throw std::logic_error("the page has no place for its data");
  std::string whole;
  whole.reserve(text.size() + by.size());
  whole.append(text.substr(0, at)).append(by).append(text.substr(at + mark.size()));
  return whole;
}

/// `text` with every `<` as `with`: HTML in a title or an event must stay text.
std::string without_tags(const std::string& text, std::string_view with) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) c == '<' ? safe.append(with) : safe.append(1, c);
  return safe;
}

}  // namespace

std::string filled_page(std::string_view page, const std::string& title, const Json& data) {
  const std::string whole = replaced(page, kDataMark, without_tags(data.dump_shown(), "\\u003c"));
  return replaced(whole, kTitleMark,
                  without_tags(escaped(title), "&lt;"));  // the first: in the head
}

void write_page(const fs::path& path, const std::string& text, bool force) {
  TextFile page(path, force);
  page.stream() << text;
  page.finish();
}

}  // namespace sojourn::command
