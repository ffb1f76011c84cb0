#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sojourn::command {

/// A JSON value that is put together to be written. Members of an object keep their order. The
/// library that writes it is read by json.cpp alone, since it takes long to compile.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  // What a value is made of turns into one by itself, so that objects can be written out as lists.
  // NOLINTBEGIN(google-explicit-constructor)
  Json(std::nullptr_t = nullptr);
  Json(bool truth);
  Json(int integer);
  Json(std::int64_t integer);
  Json(std::size_t integer);
  Json(double real);
  Json(const char* text);
  Json(std::string text);
  Json(Array elements);
  template <class Element>
  Json(const std::vector<Element>& elements) : Json(Array(elements.begin(), elements.end())) {}
  /// Pairs that begin with a text make an object, anything else an array.
  Json(std::initializer_list<Json> parts);
  // NOLINTEND(google-explicit-constructor)
  static Json array();
  static Json object();

  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();

  bool is_null() const;
  /// Of elements or members; 0 for any other value.
  std::size_t size() const;
  /// @throws std::bad_variant_access: no text
  const std::string& text() const;
  /// The member `name`, null as long as nothing is assigned. A null becomes an object.
  Json& operator[](const std::string& name);
  /// A null becomes an array.
  void push_back(Json element);
  /// @throws std::bad_variant_access: no array
  Array& elements();
  /// @throws std::bad_variant_access: no object
  Object& members();

  /// On one line, or with each element on a line of its own, `indent` blanks a level. What is not
  /// UTF-8 becomes U+FFFD.
  std::string dump(int indent = -1) const;
  /// On one line; characters that would turn the direction of writing are shown by their numbers.
  std::string dump_shown() const;

 private:
  struct Writer;
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_;
};

}  // namespace sojourn::command
