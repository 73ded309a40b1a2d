// papers/ladder/one_row.cpp -- an outcome goes from the child to its parent as one line of JSON.
#include "papers/ladder/one_row.hpp"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "lib/measure/child.hpp"

namespace kont::ladder {

outcome run_once(row const& r, std::uint64_t ops) {
  auto const ready = r.make();
  if (!ready) throw std::runtime_error("could not be made");
  auto const did = ready->run(ops);
  return {did, ready->bytes_each(), ready->mappings()};
}

std::vector<std::string> command_for(std::vector<std::string> self, row const& r,
                                     std::uint64_t ops) {
  self.insert(self.end(), {"--one-row", key(r), "--ops", std::to_string(ops)});
  return self;
}

outcome run_once_apart(std::vector<std::string> const& self, row const& r, std::uint64_t ops) {
  auto const child = measure::run_child(command_for(self, r, ops), "", std::chrono::seconds(60));
  if (!child) throw std::runtime_error("a process of its own could not be started");
  if (child->status != 0) {
    auto const said = child->err.substr(0, child->err.find('\n'));
    throw std::runtime_error(said.empty() ? fmt::format("ended with status {}", child->status)
                                          : said);
  }
  auto const j = nlohmann::json::parse(child->out);
  return {{j.at("ops"), j.at("switches"), j.at("contexts"), j.at("messages"), j.at("checksum")},
          j.at("bytes_each"),
          j.at("mappings")};
}

std::string to_json(outcome const& o) {
  return nlohmann::json{{"ops", o.did.ops},           {"switches", o.did.switches},
                        {"contexts", o.did.contexts}, {"messages", o.did.messages},
                        {"checksum", o.did.checksum}, {"bytes_each", o.bytes_each},
                        {"mappings", o.mappings}}
      .dump();
}

}  // namespace kont::ladder
