// JSON values. The library that reads and writes them stays behind this header, in json.cpp: it is large, and
// every file of the program would have to compile it.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace clientele::scenario {

/// Deepest nesting of objects and arrays that is read.
inline constexpr std::size_t deepest_nesting = 64;

/// A value of JSON (RFC 8259). Members of an object keep the order in which they were added, and are equal in
/// any order. Looking for a member is a linear search: objects here have some hundred members at most.
///
/// A value in braces is an array, or an object if it lists pairs of a key and a value:
/// Json{1, 2}, Json{{"mean", 0.5}, {"sd", 0.1}}.
class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json();  ///< null
  Json(std::nullptr_t);
  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();
  template <class Number>
  requires std::is_arithmetic_v<Number> Json(Number value) : Json(stored(value)) {}
  Json(std::string value);
  Json(std::string_view value);
  Json(const char* value);
  Json(Array elements);
  template <class T>
  Json(const std::vector<T>& elements) : Json(Array(elements.begin(), elements.end())) {}
  template <class T, std::size_t n>
  Json(const std::array<T, n>& elements) : Json(Array(elements.begin(), elements.end())) {}
  Json(std::initializer_list<Json> values);

  static Json array(std::initializer_list<Json> elements = {}) { return Array(elements); }
  static Json object(Object members = {});

  /// Throws std::invalid_argument where `text` is no JSON, or nested too deeply.
  static Json parse(std::string_view text);
  static std::optional<Json> parse_if_valid(std::string_view text);
  /// On one line, or with lines indented by `indent` spaces a level. What is not a number (NaN) becomes null,
  /// and bytes that are not UTF-8 (in names of files) become U+FFFD.
  std::string dump(int indent = -1) const;

  bool is_null() const { return holds<std::monostate>(); }
  bool is_boolean() const { return holds<bool>(); }
  bool is_number() const { return is_integer() || holds<double>(); }
  bool is_integer() const { return is_unsigned() || holds<std::int64_t>(); }
  /// So are whole numbers that are read and not negative.
  bool is_unsigned() const { return holds<std::uint64_t>(); }
  bool is_string() const { return holds<std::string>(); }
  bool is_array() const { return holds<Array>(); }
  bool is_object() const { return holds<Object>(); }

  /// The value as a bool, a number, a std::string or std::string_view, or a vector of them. Throws
  /// std::invalid_argument where it is none; nor is 0.5, or 300, a std::uint8_t.
  template <class T>
  T get() const;
  const std::string& text() const;

  std::size_t size() const;  ///< of an array or object; null has none
  bool empty() const { return size() == 0; }

  /// The elements of an array; null has none. Values that are neither throw std::invalid_argument.
  Array::const_iterator begin() const { return elements().begin(); }
  Array::const_iterator end() const { return elements().end(); }
  Array::iterator begin() { return is_null() ? Array::iterator() : elements().begin(); }
  Array::iterator end() { return is_null() ? Array::iterator() : elements().end(); }
  const Json& front() const { return at(std::size_t{0}); }
  const Json& at(std::size_t position) const;
  Json& at(std::size_t position);
  const Json& operator[](std::size_t position) const { return at(position); }
  Json& operator[](std::size_t position) { return at(position); }
  Json& push_back(Json element);  ///< null becomes an array

  /// The members of an object; null has none. Values that are neither throw std::invalid_argument.
  const Object& items() const { return members(); }
  const Json* find(std::string_view key) const;  ///< null pointer where there is no such member, or no object
  bool contains(std::string_view key) const { return find(key) != nullptr; }
  const Json& at(std::string_view key) const;  ///< throws std::out_of_range where there is no such member
  Json& at(std::string_view key);
  const Json& operator[](std::string_view key) const { return at(key); }
  Json& operator[](std::string_view key);  ///< adds a null member where there is none; null becomes an object
  Json value(std::string_view key, Json otherwise) const;
  void update(const Json& object);  ///< adds its members, or sets them
  void erase(std::string_view key);

  /// The value at a JSON pointer (RFC 6901). Throws std::out_of_range where it leads nowhere.
  const Json& at_pointer(std::string_view pointer) const;
  Json& at_pointer(std::string_view pointer);
  const Json* find_at(std::string_view pointer) const;  ///< null pointer where it leads nowhere

  /// The same with the members of all objects sorted by key, for texts that must not depend on their order.
  Json sorted() const;

  friend bool operator==(const Json& a, const Json& b);
  /// Numbers by value, before all words: the order of the values of a parameter.
  friend std::partial_ordering operator<=>(const Json& a, const Json& b);

 private:
  using Value =
      std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Array, Object>;

  explicit Json(Value value);

  template <class Number>
  static Value stored(Number value) {
    if constexpr (std::is_same_v<Number, bool>)
      return value;
    else if constexpr (std::is_floating_point_v<Number>)
      return static_cast<double>(value);
    else if constexpr (std::is_unsigned_v<Number>)
      return static_cast<std::uint64_t>(value);
    else
      return static_cast<std::int64_t>(value);
  }

  template <class T>
  bool holds() const {
    return std::holds_alternative<T>(value_);
  }

  bool boolean() const;
  template <class Number>
  Number number() const;  // for double, std::int64_t and std::uint64_t
  template <class T, class Number>
  T in_range_of() const;
  const Array& elements() const;
  Array& elements();
  const Object& members() const;
  Object& members();

  Value value_;
};

template <class T, class Number>
T Json::in_range_of() const {
  const auto value = number<Number>();
  if (std::in_range<T>(value)) return static_cast<T>(value);
  throw std::invalid_argument(dump() + " is out of range");
}

template <class T>
T Json::get() const {
  if constexpr (std::is_same_v<T, bool>) {
    return boolean();
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(number<double>());
  } else if constexpr (std::is_unsigned_v<T>) {
    return in_range_of<T, std::uint64_t>();
  } else if constexpr (std::is_integral_v<T>) {
    return in_range_of<T, std::int64_t>();
  } else if constexpr (std::is_constructible_v<T, const std::string&>) {
    return T(text());
  } else {
    T values;
    for (const auto& element : *this) values.push_back(element.get<typename T::value_type>());
    return values;
  }
}

/// A key as a component of a JSON pointer (RFC 6901).
std::string pointer_escape(std::string_view key);

}  // namespace clientele::scenario
