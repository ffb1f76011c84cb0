#include "tools/sojourn/outcomes/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "sim/input/text/characters.hpp"

namespace sojourn::command {

namespace {

constexpr std::string_view kMarks = ",;[]()=\"";

class SelectionReader {
 public:
  SelectionReader(const std::string& text, const Source& where) : text_(text), where_(where) {}

  Selection read() {
    Selection selection;
    selection.series = name("the name of a series");
    if (took('(')) {
      selection.fold = fold_called(selection.series);
      selection.series = name("the name of a series");
    }
    if (took('[')) choices(selection);
    if (selection.fold != Fold::kNone) expect(')');
    skip_blanks();
    if (at_ != text_.size()) refuse("the end");
    return selection;
  }

 private:
  Fold fold_called(const std::string& word) {
    if (word == "sum") return Fold::kSum;
    if (word == "mean") return Fold::kMean;
    throw InputError(where_, fmt::format("\"{}\": \"{}(\" is neither sum( nor mean(", text_, word));
  }

  void choices(Selection& selection) {
    do {
      AxisChoice choice{name("the name of an axis"), {}};
      expect('=');
      do {
        choice.ids.push_back(id());
      } while (took(';'));
      refuse_repeated(selection, choice.axis);
      selection.choices.push_back(std::move(choice));
    } while (took(','));
    expect(']');
  }

  void refuse_repeated(const Selection& selection, const std::string& axis) const {
    if (std::ranges::count(selection.choices, axis, &AxisChoice::axis) == 0) return;
    throw InputError(where_, fmt::format("\"{}\": the axis {} comes twice; several ids of one axis "
                                         "stand side by side: {}=A;B",
                                         text_, axis, axis));
  }

  std::string name(const char* what) {
    std::string word = bare();
    if (word.empty()) refuse(what);
    return word;
  }
  std::string id() {
    if (!took('"')) return name("an id");
    const std::size_t end = text_.find('"', at_);
    if (end == std::string::npos) refuse("a closing \"");
    std::string word = text_.substr(at_, end - at_);
    at_ = end + 1;
    return word;
  }
  /// Up to the next mark, without the blanks around it.
  std::string bare() {
    const std::size_t end = std::min(text_.find_first_of(kMarks, at_), text_.size());
    const std::string_view word = trimmed(std::string_view(text_).substr(at_, end - at_));
    at_ = end;
    return std::string(word);
  }

  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size()); }
  bool took(char mark) {
    skip_blanks();
    if (at_ == text_.size() || text_[at_] != mark) return false;
    ++at_;
    return true;
  }
  void expect(char mark) {
    if (!took(mark)) refuse(fmt::format("\"{}\"", mark));
  }
  [[noreturn]] void refuse(const std::string& expected) const {
    const std::string found = at_ < text_.size()
                                  ? fmt::format("\"{}\" at character {}", text_[at_], at_ + 1)
                                  : std::string("the end");
    throw InputError(where_, fmt::format("\"{}\": expected {}, found {}", text_, expected, found));
  }

  const std::string& text_;
  const Source& where_;
  std::size_t at_ = 0;
};

std::string id_text(const std::string& id) {
  const bool plain = id.find_first_of(kMarks) == std::string::npos && trimmed(id) == id;
  return plain ? id : "\"" + id + "\"";
}

}  // namespace

Selection parse_selection(const std::string& text, const Source& where) {
  return SelectionReader(text, where).read();
}

std::string to_string(const Selection& selection) {
  std::string inner;
  for (const AxisChoice& choice : selection.choices) {
    std::string ids;
    for (const std::string& id : choice.ids) ids += (ids.empty() ? "" : ";") + id_text(id);
    inner += fmt::format("{}{}={}", inner.empty() ? "" : ", ", choice.axis, ids);
  }
  std::string text = selection.series + (inner.empty() ? "" : "[" + inner + "]");
  if (selection.fold == Fold::kSum) return "sum(" + text + ")";
  return selection.fold == Fold::kMean ? "mean(" + text + ")" : text;
}

}  // namespace sojourn::command
