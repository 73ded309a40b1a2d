// lab/document.cpp -- JSON read into a tree, with the line of each value, or of what is wrong.
#include "lab/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "lab/loose_json.hpp"
#include "lab/place.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

constexpr std::size_t most_nested = 100;

/// Tells how far it has been read.
struct counted {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = char const*;
  using reference = char const&;

  char const* at;
  std::size_t* read;
  reference operator*() const noexcept { return *at; }
  counted& operator++() noexcept { return ++at, ++*read, *this; }
  bool operator==(counted const& b) const noexcept { return at == b.at; }
};

struct fault {
  std::size_t at;  ///< how much of the text is before it
  std::string rule;
};

/// Puts the values into their tree as the parser meets them (its SAX interface).
class builder {
 public:
  using number_integer_t = json::number_integer_t;
  using number_unsigned_t = json::number_unsigned_t;
  using number_float_t = json::number_float_t;
  using string_t = json::string_t;
  using binary_t = json::binary_t;

  builder(std::string_view text, document& into) : text_(text), doc_(into) {}
  void parse() {
    counted const first{text_.data(), &read_}, last{text_.data() + text_.size(), &read_};
    json::sax_parse(first, last, this);
  }
  std::optional<fault> const& wrong() const noexcept { return wrong_; }
  /// The first member that its object had already.
  std::optional<fault> const& twice() const noexcept { return twice_; }

  bool null() { return add(nullptr); }
  bool boolean(bool v) { return add(v); }
  bool number_integer(number_integer_t v) { return add(v, 1); }
  bool number_unsigned(number_unsigned_t v) { return add(v, 1); }
  bool number_float(number_float_t v, string_t const&) { return add(v, 1); }
  bool string(string_t& v) { return add(std::move(v)); }
  bool binary(binary_t&) { return false; }  // JSON has none
  bool start_object(std::size_t) { return open(json::object()); }
  bool start_array(std::size_t) { return open(json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(string_t& name) {
    auto& top = inside_.back();
    auto const is_new = top.names.insert(name).second;
    top.value->get_ref<json::object_t&>().emplace_back(std::move(name), nullptr);
    if (!is_new && !twice_) twice_ = {read_, pointer() + ": it is given twice"};
    return true;
  }
  bool parse_error(std::size_t position, std::string const&, json::exception const& e) {
    constexpr int out_of_range = 406;
    auto const at = std::min(position, text_.size() + 1) - 1;
    wrong_ = {at, e.id == out_of_range ? pointer() + ": a number is out of range"
                                       : std::string("not JSON here")};
    return false;
  }

 private:
  struct container {
    json* value;
    std::set<std::string> names{};
  };

  /// `ahead`: how much more has been read than the value.
  bool add(json value, std::size_t ahead = 0) {
    auto const to = read_ - ahead;
    line_ += static_cast<std::uint32_t>(std::ranges::count(text_.substr(seen_, to - seen_), '\n'));
    seen_ = to;
    doc_.lines.push_back(line_);
    last_ = &slot();
    *last_ = std::move(value);
    return true;
  }
  /// Where the next value goes to.
  json& slot() {
    if (inside_.empty()) return doc_.root;
    auto& top = *inside_.back().value;
    if (top.is_object()) return top.get_ref<json::object_t&>().back().second;
    return top.get_ref<json::array_t&>().emplace_back();
  }
  bool open(json empty) {
    if (inside_.size() == most_nested) {
      wrong_ = {read_, fmt::format("it is nested more than {} deep", most_nested)};
      return false;
    }
    add(std::move(empty));
    inside_.push_back({last_});
    return true;
  }
  bool close() { return inside_.pop_back(), true; }
  /// Of the value that is being read.
  std::string pointer() const {
    std::string at;
    for (auto const& each : inside_) {
      auto const& v = *each.value;
      auto const is_last = &each == &inside_.back();  // of a list, the value is not in it yet
      at += '/' + (v.is_array() ? std::to_string(v.size() - (is_last ? 0 : 1))
                                : place::printable(std::prev(v.end()).key()));
    }
    return at.empty() ? "/" : at;
  }

  std::string_view text_;
  document& doc_;
  std::vector<container> inside_{};
  json* last_ = nullptr;
  std::optional<fault> wrong_{}, twice_{};
  std::size_t read_ = 0, seen_ = 0;
  std::uint32_t line_ = 1;
};

/// Where a value is: its path, and how many are before it in the file.
struct search {
  json const& wanted;
  std::size_t before = 0;
  std::string path{};

  bool in(json const& here) {
    if (&here == &wanted) return true;
    ++before;
    if (!here.is_structured()) return false;
    auto const length = path.size();
    for (auto const& [name, value] : here.items()) {
      path += '/' + place::printable(name);
      if (in(value)) return true;
      path.resize(length);
    }
    return false;
  }
};

}  // namespace

std::string document::where(json const& value, json const& culprit) const {
  search its{value}, line{culprit};
  its.in(root), line.in(root);
  return fmt::format("line {}: {}", lines.at(line.before), its.path.empty() ? "/" : its.path);
}

document parse_json(std::string_view text, std::string const& file,
                    bool (*loosely)(json const& root)) {
  auto const plain = loosely != nullptr ? strictly(text) : strict_text{};
  document doc{file};
  builder all(loosely != nullptr ? plain.text : text, doc);
  all.parse();
  auto wrong = all.wrong();
  if (loosely == nullptr || !loosely(doc.root)) {
    if (!wrong && !plain.first_loose) wrong = all.twice();
    if (plain.first_loose && (!wrong || *plain.first_loose < wrong->at))
      wrong = {*plain.first_loose, "not JSON here"};
  }
  if (!wrong) return doc;
  auto const line = 1 + std::ranges::count(text.substr(0, wrong->at), '\n');
  throw usage_error(fmt::format("{}: line {}: {}", file, line, wrong->rule));
}

std::string text_of(std::filesystem::path const& file, std::string_view what) {
  namespace fs = std::filesystem;
  constexpr std::size_t most = std::size_t{1} << 30;
  auto const refuse = [&] {
    throw usage_error(fmt::format("cannot read {} {}: it is larger than a gigabyte, or has no end",
                                  what, file.string()));
  };
  std::error_code unseen;
  auto const type = fs::status(file, unseen).type();
  std::ifstream in;
  if (type == fs::file_type::character || type == fs::file_type::fifo)
    in.open(file, std::ios::binary);
  else if (fs::is_regular_file(file, unseen) && fs::file_size(file, unseen) > most)
    refuse();
  if (!in.is_open()) return measure::contents_of(file, what);
  std::string text, some(1 << 16, '\0');
  for (; in; text.append(some, 0, static_cast<std::size_t>(in.gcount()))) {
    if (text.size() > most) refuse();
    in.read(some.data(), static_cast<std::streamsize>(some.size()));
  }
  return text;
}

}  // namespace kont::lab
