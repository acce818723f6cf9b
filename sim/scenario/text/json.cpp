#include "sim/scenario/text/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <unordered_map>

namespace clientele::scenario {

namespace {

using Written = nlohmann::ordered_json;

[[noreturn]] void refuse(std::string_view wanted, const Json& value) {
  throw std::invalid_argument("not " + std::string(wanted) + ": " + value.dump());
}

// Whether the value is a number of that kind: in its range, and whole where it must be.
template <class Number, class Value>
bool is_a(Value value) {
  if constexpr (std::is_same_v<Number, double>)
    return true;
  else if constexpr (std::is_same_v<Value, double>)
    return value == std::floor(value) && value >= static_cast<double>(std::numeric_limits<Number>::min()) &&
           value < std::ldexp(1.0, std::numeric_limits<Number>::digits);
  else
    return std::in_range<Number>(value);
}

// Of members with the same key the last counts, in the place of the first.
Json::Object without_repeated(Json::Object members) {
  Json::Object distinct;
  std::unordered_map<std::string, std::size_t> place;
  for (auto& [key, value] : members) {
    const auto [known, is_new] = place.try_emplace(key, distinct.size());
    if (is_new)
      distinct.emplace_back(std::move(key), std::move(value));
    else
      distinct[known->second].second = std::move(value);
  }
  return distinct;
}

// Takes what the library's parser finds, piece by piece.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_array(std::size_t) override { return open(false); }
  bool end_array() override {
    auto elements = std::move(open_.back().elements);
    return close(std::move(elements));
  }
  bool start_object(std::size_t) override { return open(true); }
  bool key(string_t& key) override {
    open_.back().members.emplace_back(std::move(key), nullptr);
    return true;
  }
  bool end_object() override {
    return close(Json::object(without_repeated(std::move(open_.back().members))));
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    problem_ = error.what();
    return false;
  }

  Json take() { return std::move(root_); }
  const std::string& problem() const { return problem_; }

 private:
  struct Container {
    bool is_object;
    Json::Array elements;
    Json::Object members;
  };

  bool add(Json value) {
    if (open_.empty())
      root_ = std::move(value);
    else if (open_.back().is_object)
      open_.back().members.back().second = std::move(value);
    else
      open_.back().elements.push_back(std::move(value));
    return true;
  }
  bool open(bool is_object) {
    if (open_.size() == deepest_nesting) problem_ = "nested too deeply";
    open_.push_back({is_object, {}, {}});
    return problem_.empty();
  }
  bool close(Json value) {
    open_.pop_back();
    return add(std::move(value));
  }

  std::vector<Container> open_;
  Json root_;
  std::string problem_;
};

Written scalar(const Json& value) {
  if (value.is_string()) return value.text();
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_unsigned()) return value.get<std::uint64_t>();
  if (value.is_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  return nullptr;
}

// Text that is no UTF-8, as names of files may be, is written with marks of replacement.
std::string scalar_text(const Json& value) {
  return scalar(value).dump(-1, ' ', false, Written::error_handler_t::replace);
}

/// Writes values with parts. The library's own allocate while they are destroyed, which ends the program
/// where memory has run out.
class Writer {
 public:
  explicit Writer(int indent) : indent_(indent) {}

  void write(const Json& value) {
    if (value.is_object())
      write_parts('{', '}', value.items(), [this](const Json::Member& member) {
        text_ += scalar_text(member.first) + (indent_ < 0 ? ":" : ": ");
        write(member.second);
      });
    else if (value.is_array())
      write_parts('[', ']', value, [this](const Json& element) { write(element); });
    else
      text_ += scalar_text(value);
  }

  std::string text() { return std::move(text_); }

 private:
  void write_parts(char open, char close, const auto& parts, const auto& write_part) {
    text_ += open;
    ++depth_;
    bool first = true;
    for (const auto& part : parts) {
      if (!first) text_ += ',';
      begin_line();
      write_part(part);
      first = false;
    }
    --depth_;
    if (!first) begin_line();
    text_ += close;
  }

  void begin_line() {
    if (indent_ >= 0) text_.append(1, '\n').append(static_cast<std::size_t>(indent_ * depth_), ' ');
  }

  int indent_, depth_ = 0;
  std::string text_;
};

bool is_pair(const Json& value) { return value.is_array() && value.size() == 2 && value.front().is_string(); }

std::string unescaped(std::string_view component) {
  std::string key;
  for (std::size_t i = 0; i < component.size(); ++i) {
    const bool is_escape = component[i] == '~' && i + 1 < component.size();
    key += is_escape ? (component[++i] == '1' ? '/' : '~') : component[i];
  }
  return key;
}

const Json& step(const Json& value, const std::string& component) {
  if (!value.is_array()) return value.at(component);
  std::size_t position = 0;
  const auto* end = component.data() + component.size();
  const auto [stop, error] = std::from_chars(component.data(), end, position);
  if (error != std::errc() || stop != end) throw std::out_of_range("no position in an array: " + component);
  return value.at(position);
}

}  // namespace

Json::Json() = default;
Json::Json(std::nullptr_t) {}
// Not by copying the variant: where memory runs out in it, libstdc++ 12 destroys what was never made.
Json::Json(const Json& other) {
  std::visit(
      [this](const auto& value) {
        auto copy = value;
        value_ = std::move(copy);
      },
      other.value_);
}
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json& other) {
  Json copy(other);
  value_ = std::move(copy.value_);
  return *this;
}
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;
Json::Json(Value value) : value_(std::move(value)) {}
Json::Json(std::string value) : value_(std::move(value)) {}
Json::Json(std::string_view value) : value_(std::string(value)) {}
Json::Json(const char* value) : value_(std::string(value)) {}
Json::Json(Array elements) : value_(std::move(elements)) {}

Json::Json(std::initializer_list<Json> values) {
  if (!std::all_of(values.begin(), values.end(), is_pair)) {
    value_ = Array(values);
    return;
  }
  value_ = Object();
  for (const auto& pair : values) members().emplace_back(pair[0].text(), pair[1]);
}

Json Json::object(Object members) {
  Json result;
  result.value_ = std::move(members);
  return result;
}

Json Json::parse(std::string_view text) {
  Builder builder;
  if (!nlohmann::json::sax_parse(text, &builder)) throw std::invalid_argument(builder.problem());
  return builder.take();
}

std::optional<Json> Json::parse_if_valid(std::string_view text) {
  Builder builder;
  return nlohmann::json::sax_parse(text, &builder) ? std::optional(builder.take()) : std::nullopt;
}

std::string Json::dump(int indent) const {
  Writer writer(indent);
  writer.write(*this);
  return writer.text();
}

const std::string& Json::text() const {
  if (const auto* text = std::get_if<std::string>(&value_)) return *text;
  refuse("a string", *this);
}

std::size_t Json::size() const {
  if (const auto* array = std::get_if<Array>(&value_)) return array->size();
  return members().size();
}

const Json& Json::at(std::size_t position) const { return elements().at(position); }
Json& Json::at(std::size_t position) { return elements().at(position); }

Json& Json::push_back(Json element) {
  if (is_null()) value_ = Array();
  elements().push_back(std::move(element));
  return elements().back();
}

const Json* Json::find(std::string_view key) const {
  const auto* object = std::get_if<Object>(&value_);
  if (object == nullptr) return nullptr;
  for (const auto& [name, value] : *object)
    if (name == key) return &value;
  return nullptr;
}

const Json& Json::at(std::string_view key) const {
  if (const auto* member = find(key)) return *member;
  throw std::out_of_range("there is no member " + std::string(key));
}

Json& Json::at(std::string_view key) { return const_cast<Json&>(std::as_const(*this).at(key)); }

Json& Json::operator[](std::string_view key) {
  if (const auto* member = find(key)) return const_cast<Json&>(*member);
  if (is_null()) value_ = Object();
  return members().emplace_back(key, nullptr).second;
}

Json Json::value(std::string_view key, Json otherwise) const {
  const auto* member = find(key);
  return member ? *member : otherwise;
}

void Json::update(const Json& object) {
  for (const auto& [key, value] : object.items()) (*this)[key] = value;
}

void Json::erase(std::string_view key) {
  std::erase_if(members(), [&](const auto& member) { return member.first == key; });
}

const Json& Json::at_pointer(std::string_view pointer) const {
  const auto* value = this;
  while (!pointer.empty()) {
    const auto end = std::min(pointer.find('/', 1), pointer.size());
    value = &step(*value, unescaped(pointer.substr(1, end - 1)));
    pointer.remove_prefix(end);
  }
  return *value;
}

const Json* Json::find_at(std::string_view pointer) const {
  try {
    return &at_pointer(pointer);
  } catch (const std::logic_error&) {
    return nullptr;
  }
}

Json& Json::at_pointer(std::string_view pointer) {
  return const_cast<Json&>(std::as_const(*this).at_pointer(pointer));
}

Json Json::sorted() const {
  Json result = *this;
  if (auto* object = std::get_if<Object>(&result.value_)) {
    for (auto& [key, value] : *object) value = value.sorted();
    std::sort(object->begin(), object->end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  } else if (auto* array = std::get_if<Array>(&result.value_)) {
    for (auto& element : *array) element = element.sorted();
  }
  return result;
}

bool operator==(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return (a <=> b) == 0;
  if (!a.is_object() || !b.is_object()) return a.value_ == b.value_;
  if (a.size() != b.size()) return false;
  for (const auto& [key, value] : a.items()) {
    const auto* other = b.find(key);
    if (other == nullptr || *other != value) return false;
  }
  return true;
}

std::partial_ordering operator<=>(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) {
    if (a.is_integer() && a.value_.index() == b.value_.index())
      return a.is_unsigned() ? a.get<std::uint64_t>() <=> b.get<std::uint64_t>()
                             : a.get<std::int64_t>() <=> b.get<std::int64_t>();
    return a.get<double>() <=> b.get<double>();
  }
  if (a.is_string() && b.is_string()) return a.text().compare(b.text()) <=> 0;
  if (a.is_number() && b.is_string()) return std::partial_ordering::less;
  if (a.is_string() && b.is_number()) return std::partial_ordering::greater;
  return a == b ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
}

std::string pointer_escape(std::string_view key) {
  std::string result;
  for (const char c : key) {
    if (c == '~')
      result += "~0";
    else if (c == '/')
      result += "~1";
    else
      result += c;
  }
  return result;
}

bool Json::boolean() const {
  if (const auto* value = std::get_if<bool>(&value_)) return *value;
  refuse("a truth value", *this);
}

template <class Number>
Number Json::number() const {
  const auto convert = [this](auto value) {
    if (!is_a<Number>(value)) refuse("a whole number in range", *this);
    return static_cast<Number>(value);
  };
  if (const auto* value = std::get_if<double>(&value_)) return convert(*value);
  if (const auto* value = std::get_if<std::int64_t>(&value_)) return convert(*value);
  if (const auto* value = std::get_if<std::uint64_t>(&value_)) return convert(*value);
  refuse("a number", *this);
}
template double Json::number() const;
template std::int64_t Json::number() const;
template std::uint64_t Json::number() const;

const Json::Array& Json::elements() const {
  static const Array none;
  if (const auto* array = std::get_if<Array>(&value_)) return *array;
  if (is_null()) return none;
  refuse("an array", *this);
}

Json::Array& Json::elements() {
  if (auto* array = std::get_if<Array>(&value_)) return *array;
  refuse("an array", *this);
}

const Json::Object& Json::members() const {
  static const Object none;
  if (const auto* object = std::get_if<Object>(&value_)) return *object;
  if (is_null()) return none;
  refuse("an object", *this);
}

Json::Object& Json::members() {
  if (auto* object = std::get_if<Object>(&value_)) return *object;
  refuse("an object", *this);
}

}  // namespace clientele::scenario
