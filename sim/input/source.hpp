#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// A position in a user's file; line and column count from 1, 0 means "the file as a whole".
struct Source {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One thing wrong with the input: where, and what to do about it.
struct Diagnostic {
  Source where;
  std::string message;
};

/// "file:line:column: message".
std::string to_string(const Diagnostic& diagnostic);

/// The user's input is wrong; carries every fault found, not the first alone.
class InputError : public std::exception {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  InputError(Source where, std::string message);
  const char* what() const noexcept override { return text_.c_str(); }
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::string text_;
};

/// Collects faults so that all are reported at once.
class Diagnostics {
 public:
  void add(Source where, std::string message);
  bool empty() const { return found_.empty(); }
  void throw_if_any() const;

 private:
  std::vector<Diagnostic> found_;
};

/// `, nearest known: "x"` for the candidate closest to `word` by edit distance; empty if none is
/// close.
std::string nearest_hint(std::string_view word, const std::vector<std::string>& candidates);

bool is_utf8(std::string_view text);

/// The bytes of a text file of at most `limit` bytes, checked to be UTF-8. Unreadable, a directory,
/// empty, too large or not UTF-8: a fault, and nothing. `named_at` is where the user named the
/// file; its `file` is empty for one named on the command line.
std::optional<std::string> read_text(const std::filesystem::path& file, std::uintmax_t limit,
                                     const Source& named_at, Diagnostics& diagnostics);

}  // namespace sojourn
