// lab/choose.cpp -- reads `mlfq:levels=4,boost=100`; what is wrong is said with what is allowed.
#include <algorithm>
#include <charconv>

#include "lab/contender.hpp"
#include "lab/named.hpp"
#include "lab/replay.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

contender const& named(std::string_view name) {
  auto const& all = contenders();
  auto const found = std::ranges::find(all, name, &contender::name);
  if (found == all.end())
    throw usage_error("no policy is called '" + std::string(name) + "'; they are " + names_in(all));
  return *found;
}

ticks number_in(std::string_view text, std::string_view who, setting const& s) {
  ticks value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < s.least ||
      value > s.most) {
    throw usage_error(std::string(who) + ": " + std::string(s.name) + " is a whole number from " +
                      std::to_string(s.least) + " to " + std::to_string(s.most) + ", not '" +
                      std::string(text) + "'");
  }
  return value;
}

/// Which of them it sets.
std::size_t set_one(std::vector<ticks>& of, std::string_view who, std::span<setting const> all,
                    std::string_view text) {
  auto const equals = text.find('=');
  auto const found = std::ranges::find(all, text.substr(0, equals), &setting::name);
  if (found == all.end() || equals == text.npos) {
    auto const allowed = all.empty() ? "it has none" : "NAME=NUMBER of " + names_in(all);
    throw usage_error(std::string(who) + ": '" + std::string(text) + "' is no setting; " + allowed);
  }
  auto const which = static_cast<std::size_t>(found - all.begin());
  of[which] = number_in(text.substr(equals + 1), who, *found);
  return which;
}

}  // namespace

std::vector<ticks> standard(std::span<setting const> all) {
  std::vector<ticks> of;
  for (auto const& s : all) of.push_back(s.standard);
  return of;
}

std::vector<ticks> settings_in(std::string_view who, std::span<setting const> all,
                               std::string_view text) {
  auto of = standard(all);
  std::vector<bool> given(all.size());
  while (true) {
    auto const comma = text.find(',');
    auto const which = set_one(of, who, all, text.substr(0, comma));
    if (given[which])
      throw usage_error(std::string(who) + ": " + std::string(all[which].name) +
                        " is given twice; each setting is given once");
    given[which] = true;
    if (comma == text.npos) return of;
    text.remove_prefix(comma + 1);
  }
}

chosen choose(std::string_view text) {
  if (text.starts_with("replay:")) return replay_of(std::string(text.substr(7)));
  if (text == "replay") return replay_of("");
  auto const colon = text.find(':');
  auto const& its = named(text.substr(0, colon));
  if (colon == text.npos) return {&its, {standard(its.settings)}};
  return {&its, {settings_in(its.name, its.settings, text.substr(colon + 1))}};
}

std::string chosen::name() const {
  std::string text(who->name);
  if (!with.file.empty()) text += ':' + with.file;
  for (std::size_t i = 0; i < with.of.size(); ++i) {
    text += (i == 0 ? ':' : ',') + std::string(who->settings[i].name) + '=';
    text += std::to_string(with[i]);
  }
  return text;
}

history run(chosen const& c, workload const& work) {
  history log;
  auto const turns =
      in_the_name_of(c, [&] { return c.who->run.simulated(work, c.with, &log, most_turns + 1); });
  if (turns > most_turns)
    throw usage_error(c.name() +
                      ": more than 10 million turns; a longer quantum helps, or 'until'");
  return log;
}

}  // namespace kont::lab
