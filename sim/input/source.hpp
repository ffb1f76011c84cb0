#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <map>
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

/// "file:line:column: message", without what a terminal would obey.
std::string to_string(const Diagnostic& diagnostic);

/// The user's input is wrong; carries every fault found, not the first alone.
class InputError : public std::exception {
 public:
  explicit InputError(std::vector<Diagnostic> diagnostics);
  InputError(Source where, const std::string& message);
  const char* what() const noexcept override { return text_.c_str(); }
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::string text_;
};

/// Collects faults so that all are reported at once. Of faults that say the same but for names and
/// numbers the first 20 are kept, of all the first 100; of the rest there is a count.
class Diagnostics {
 public:
  /// Names in quotes are cut at 60 characters, unless they are paths.
  void add(Source where, const std::string& message);
  bool empty() const { return kept_.empty(); }
  void throw_if_any() const;

 private:
  struct Kind {
    std::size_t n = 0, n_kept = 0;
    std::size_t last_kept = 0;  // index into kept_
  };
  std::vector<Diagnostic> kept_;
  std::map<std::string, Kind> kinds_;
};

/// `, nearest known: "x"` for the candidate closest to `word` by edit distance; empty if none is
/// close.
std::string nearest_hint(std::string_view word, const std::vector<std::string>& candidates);

/// Tells why `file` cannot be read. `named_at` is where the user named it; its `file` is empty for
/// one named on the command line.
void refuse_file(const std::filesystem::path& file, const Source& named_at,
                 const std::string& reason, Diagnostics& diagnostics);

/// The bytes of a text file of at most `limit` bytes, checked to be UTF-8. Unreadable, a directory,
/// too large or not UTF-8: a fault, and nothing.
std::optional<std::string> read_text(const std::filesystem::path& file, std::uintmax_t limit,
                                     const Source& named_at, Diagnostics& diagnostics);

}  // namespace sojourn
