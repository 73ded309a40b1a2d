// tools/player/page.cpp -- the steps in few bytes, and the page around them.
#include "tools/player/page.hpp"

#include <fmt/format.h>

#if KONT_HAVE_ZLIB
#include <zlib.h>
#endif

#include <nlohmann/json.hpp>

#include "lib/escaped.hpp"
#include "lib/measure/safe_file.hpp"
#include "tools/player/text.hpp"

namespace kont::player {
namespace {

class encoder {
 public:
  explicit encoder(recording const& run) : run_(run), uses_(run.computations.size()) {}

  std::string all() {
    for (std::size_t i = 0; i < run_.steps.size(); ++i) {
      auto const& s = run_.steps[i];
      auto const first = run_.changes_begin(i);
      put(s, s.changes_end - first);
      for (auto c = first; c < s.changes_end; ++c) put(run_.changes[c]);
    }
    return std::move(bytes_);
  }

 private:
  static constexpr unsigned brings = 0x20, changed = 0x40, elsewhere = 0x80;

  void put(step const& s, std::size_t changes) {
    bool const is_made = s.what == op::start || s.what == op::fork;
    byte((static_cast<unsigned>(s.what) - 1) | static_cast<unsigned>(s.how) << 3 |
         (s.brings.is != value::kind::none ? brings : 0) | (changes != 0 ? changed : 0) |
         (s.line != line_ ? elsewhere : 0));
    if (s.line != std::exchange(line_, s.line)) {
      number(s.line);
      number(s.who);
    }
    number(s.whom);
    number(s.site);
    if (is_made) number(run_.computations[s.whom].name);
    if (s.what == op::transfer || s.what == op::unwind) {
      difference(s.use, std::exchange(uses_[s.who], s.use));
    }
    if (s.brings.is != value::kind::none) put(s.brings);
    if (changes != 0) number(changes);
  }
  void put(change const& c) {
    byte(static_cast<unsigned>(c.what) - static_cast<unsigned>(op::spawn));
    number(c.who);
    if (c.what == op::ready || c.what == op::wait) number(c.detail);
    if (c.what == op::give) put(c.gift);
  }
  void put(value v) {
    byte(static_cast<unsigned>(v.is));
    if (v.is == value::kind::number) {
      difference(v.n, std::exchange(last_number_, v.n));
    } else {
      number(static_cast<std::uint64_t>(v.n));
    }
  }
  void byte(unsigned b) { bytes_ += static_cast<char>(b); }
  void number(std::uint64_t n) {  // seven bits a byte, the lowest first (LEB128)
    for (; n > 0x7f; n >>= 7) byte(static_cast<unsigned>(n & 0x7f) | 0x80);
    byte(static_cast<unsigned>(n));
  }
  void difference(std::int64_t now, std::int64_t before) {  // small ones of both signs are short
    auto const d = static_cast<std::uint64_t>(now) - static_cast<std::uint64_t>(before);
    number(d << 1 ^ (0 - (d >> 63)));
  }

  recording const& run_;
  std::vector<std::uint32_t> uses_;
  std::uint32_t line_ = 1;
  std::int64_t last_number_ = 0;
  std::string bytes_;
};

#if KONT_HAVE_ZLIB
constexpr char const* packing = "deflate";
std::string packed(std::string const& bytes) {
  std::string out(::compressBound(bytes.size()), '\0');
  auto size = static_cast<uLongf>(out.size());
  auto const* const from = reinterpret_cast<Bytef const*>(bytes.data());
  if (::compress2(reinterpret_cast<Bytef*>(out.data()), &size, from, bytes.size(), 9) != Z_OK) {
    throw std::bad_alloc();
  }
  out.resize(size);
  return out;
}
#else
constexpr char const* packing = "plain";
std::string packed(std::string const& bytes) { return bytes; }
#endif

std::string base64(std::string const& bytes) {
  constexpr char const* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve(bytes.size() / 3 * 4 + 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    auto const at = [&](std::size_t k) {
      return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u;
    };
    auto const three = at(0) << 16 | at(1) << 8 | at(2);
    for (unsigned k = 0; k < 4; ++k) {
      out += i + k <= bytes.size() ? digits[three >> (18 - 6 * k) & 63] : '=';
    }
  }
  return out;
}

std::string about(std::string_view title, recording const& run, lines const& where) {
  nlohmann::json data{{"title", title},
                      {"steps", run.steps.size()},
                      {"packing", packing},
                      {"texts", run.texts},
                      {"full", run.full}};
  std::vector<std::uint32_t> users(run.texts.size());
  for (auto const& c : run.computations) ++users[c.name];
  auto& shared = data["shared"] = nlohmann::json::array();  // names that several have
  for (std::uint32_t i = 0; i < users.size(); ++i) {
    if (users[i] > 1) shared.push_back(i);
  }
  auto& sites = data["sites"] = nlohmann::json::array();
  for (auto const& s : where.of_sites) sites.push_back({s.file, s.number});
  auto& files = data["files"] = nlohmann::json::array();
  for (auto const& f : where.files) files.push_back({{"name", f.name}, {"text", f.text}});
  auto const text = data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string out;  // in a script element, nothing may look like its end
  for (char const c : text) c == '<' ? out += "\\u003c" : out += c;
  return out;
}

}  // namespace

std::string encode(recording const& run) { return encoder(run).all(); }

std::string page(std::string_view title, recording const& run, lines const& where,
                 std::filesystem::path const& assets) {
  auto const part = [&](char const* name) {
    return measure::contents_of(assets / name, "a part of the player,");
  };
  return fmt::format(
      "<!doctype html>\n<html lang=en><head><meta charset=utf-8>\n"
      "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; "
      "script-src 'unsafe-inline'; style-src 'unsafe-inline'\">\n"
      "<meta name=viewport content='width=device-width, initial-scale=1'>\n"
      "<title>{}: step by step</title>\n<style>\n{}</style></head><body>\n{}"
      "<script type='application/json' id=about>{}</script>\n"
      "<script type='text/plain' id=steps>{}</script>\n<script>\n{}{}</script></body></html>\n",
      escaped(title), part("player.css"), part("player.html"), about(title, run, where),
      base64(packed(encode(run))), part("arrow.js"), part("player.js"));
}

}  // namespace kont::player
