// coroutines/microthreads/dump.hpp -- who is there, and what each does: as data, text, JSON, DOT.
#pragma once
#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "coroutines/microthreads/microthread.hpp"

namespace kont {

enum class activity { ready, running, waiting };
inline char const* spell(activity a) noexcept {
  return a == activity::ready ? "ready" : a == activity::running ? "running" : "waiting";
}

/// What is known of one that lives; of one that waits, also on what (else these are empty).
struct snapshot {
  std::uint64_t id = 0;
  std::string name;
  std::uint64_t parent = 0;  ///< the id of who spawned it; 0: whoever calls run()
  activity does = activity::ready;
  std::string waits_for;     ///< "lock"
  std::string on;            ///< the name of what it waits for, if that has one
  std::uint64_t holder = 0;  ///< the id of who has it, if that is known
};

/// All that live in a world, by id; callable at any time from its thread. O(n log n).
/// (uthread's getAllThreads, getActiveThreads, getBlockedThreads.)
template <class World> std::vector<snapshot> all(World& world) {
  std::vector<snapshot> found;
  world.for_each([&](typename World::thread const& t) {
    auto s = found.emplace(found.end());
    s->id = t.id;
    s->name = t.more ? t.more->name : "";
    s->parent = t.parent;
    if (t.id == World::running()) s->does = activity::running;
    if (t.waits == nullptr) return;
    auto const w = stuck_in_its_wait(t);
    s->does = activity::waiting;
    s->waits_for = w.waits_for;
    s->on = w.on;
    s->holder = w.holder;
  });
  std::ranges::sort(found, {}, &snapshot::id);
  return found;
}
/// Those of them who wait.
template <class World> std::vector<snapshot> blocked(World& world) {
  auto found = all(world);
  std::erase_if(found, [](snapshot const& s) { return s.does != activity::waiting; });
  return found;
}
/// Those who run, or will as soon as the policy takes them.
template <class World> std::vector<snapshot> ready(World& world) {
  auto found = all(world);
  std::erase_if(found, [](snapshot const& s) { return s.does == activity::waiting; });
  return found;
}

/// As it can be printed in a line: names may hold anything.
inline std::string printable(std::string_view s) {
  std::string text;
  for (char c : s) {
    bool const controls = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    if (!controls) {
      text += c;
    } else if (c == '\n') {
      text += "\\n";
    } else {
      constexpr char const* digits = "0123456789abcdef";
      (text += "\\x") += digits[c >> 4], text += digits[c & 15];
    }
  }
  return text;
}

/// A line each: "3 carol (of 1): waiting, lock a mutex, held by 2".
inline std::string as_text(std::vector<snapshot> const& those) {
  std::string text;
  for (auto const& s : those) {
    text += std::to_string(s.id) + (s.name.empty() ? "" : " ") + printable(s.name);
    if (s.parent != 0) text += " (of " + std::to_string(s.parent) + ')';
    text += std::string(": ") + spell(s.does);
    if (!s.waits_for.empty()) text += ", " + printable(s.waits_for);
    if (!s.on.empty()) text += ' ' + printable(s.on);
    if (s.holder != 0) text += ", held by " + std::to_string(s.holder);
    text += '\n';
  }
  return text;
}

/// An array of objects with the fields of a snapshot; what is not known is left out. What is not
/// UTF-8 is replaced by U+FFFD.
inline nlohmann::json as_json(std::vector<snapshot> const& those) {
  using nlohmann::json;
  auto const utf8 = [](std::string const& s) {
    return json::parse(json(s).dump(-1, ' ', false, json::error_handler_t::replace));
  };
  auto array = json::array();
  for (auto const& s : those) {
    json one{{"id", s.id}, {"parent", s.parent}, {"state", spell(s.does)}};
    if (!s.name.empty()) one["name"] = utf8(s.name);
    if (!s.waits_for.empty()) one["waits_for"] = utf8(s.waits_for);
    if (!s.on.empty()) one["on"] = utf8(s.on);
    if (s.holder != 0) one["holder"] = s.holder;
    array.push_back(std::move(one));
  }
  return array;
}

/// The wait-for graph, to be drawn by Graphviz: who waits points to who has it, under its wish;
/// parents point to their children, dotted. A deadlock shows as a circle.
inline std::string as_dot(std::vector<snapshot> const& those) {
  auto const quoted = [](std::string_view s) {
    std::string text = "\"";
    for (char c : printable(s)) (c == '"' || c == '\\') ? (text += '\\', text += c) : text += c;
    return text += '"';
  };
  std::string text = "digraph microthreads {\n";
  for (auto const& s : those) {
    auto const id = std::to_string(s.id);
    std::string const wish = s.waits_for + (s.on.empty() ? "" : ' ' + s.on);
    std::string label = s.name.empty() ? id : id + ' ' + s.name;
    if (s.holder == 0 && !wish.empty()) label += ": " + wish;
    text += "  " + id + " [label=" + quoted(label);
    if (s.does != activity::waiting) text += ", style=bold";
    text += "];\n";
    if (s.holder != 0) {
      text += "  " + id + " -> " + std::to_string(s.holder) + " [label=" + quoted(wish) + "];\n";
    }
    if (s.parent != 0) text += "  " + std::to_string(s.parent) + " -> " + id + " [style=dotted];\n";
  }
  return text + "}\n";
}

}  // namespace kont
