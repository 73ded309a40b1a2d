// examples/population/report.cpp -- a history as text: a table, curves and a pyramid; and as CSV.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>

#include "examples/population/chronicle.hpp"

namespace kont::population {
namespace {

using number_of = std::function<double(year_row const&)>;

std::string table(history const& h) {
  std::string text =
      fmt::format("{:>5} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>7}\n", "year", "living", "born",
                  "of age", "of want", "married", "queued", "bounty");
  auto const step = std::max<std::size_t>(1, h.years.size() / 20);
  for (std::size_t i = 0; i < h.years.size(); ++i) {
    if (i % step != 0 && i + 1 != h.years.size()) continue;
    auto const& r = h.years[i];
    text += fmt::format("{:>5} {:>10} {:>9} {:>9} {:>9} {:>9} {:>9} {:>7.3f}\n", r.year, r.living,
                        r.born, r.died_of_age, r.died_of_want, r.marriages, r.queued,
                        r.bounty_permille / 1'000.0);
  }
  return text;
}

// A curve of eight heights; each column is the mean of its years.
std::string curve(history const& h, std::string_view name, std::size_t columns, number_of of) {
  constexpr std::string_view bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  auto const n = std::min(columns, h.years.size());
  std::vector<double> means(n);
  for (std::size_t c = 0; c < n; ++c) {
    auto const from = c * h.years.size() / n, to = (c + 1) * h.years.size() / n;
    for (auto i = from; i < to; ++i) means[c] += of(h.years[i]) / static_cast<double>(to - from);
  }
  auto const [low, high] = std::ranges::minmax(means);
  std::string text = fmt::format("{:<10} ", name);
  for (auto const m : means) {
    auto const part = high > low ? (m - low) / (high - low) : 0;
    text += bars[static_cast<std::size_t>(part * 7.999)];
  }
  return text + fmt::format(" {:.4g} … {:.4g}\n", low, high);
}

std::string curves(history const& h, std::size_t columns) {
  auto const draw = [&](std::string_view name, number_of of) {
    return curve(h, name, columns > 50 ? columns - 35 : 15, std::move(of));
  };
  auto const number = [](std::uint64_t n) { return static_cast<double>(n); };
  return draw("living", [=](year_row const& r) { return number(r.living); }) +
         draw("born", [=](year_row const& r) { return number(r.born); }) +
         draw("died", [=](year_row const& r) { return number(r.died()); }) +
         draw("married", [=](year_row const& r) { return number(r.marriages); }) +
         draw("bounty", [](year_row const& r) { return r.bounty_permille / 1'000.0; });
}

std::string pyramid(history const& h, std::size_t columns) {
  std::uint64_t widest = 1;
  std::size_t decades = 0;
  for (std::size_t d = 0; d < h.pyramid.size(); ++d) {
    auto const most = std::max(h.pyramid[d][0], h.pyramid[d][1]);
    widest = std::max(widest, most);
    if (most != 0) decades = d + 1;
  }
  auto const room = (columns - 32) / 2;
  auto const bar = [&](std::uint64_t n) { return std::string(n * room / widest, '#'); };
  std::string text = fmt::format("{:>{}}   age   {}\n", "men", room + 10, "women");
  for (auto d = decades; d-- > 0;) {
    auto const& [men, women] = h.pyramid[d];
    text +=
        fmt::format("{:>9} {:>{}} {:>3}-{:<3} {:<{}} {:>9}\n", men, bar(men), room,
                    d * pyramid_step, d * pyramid_step + pyramid_step - 1, bar(women), room, women);
  }
  return text;
}

}  // namespace

std::string as_text(history const& h, std::size_t columns) {
  auto text = table(h) + "\n" + curves(h, columns) + "\n" + pyramid(h, columns);
  if (h.waiting_for_ever != 0)
    text += fmt::format("\n{} wait for ever, in courtship: they neither age nor die\n",
                        h.waiting_for_ever);
  return text;
}

std::string as_csv(history const& h) {
  std::string text =
      "year,living,born,died_of_age,died_of_want,marriages,queued,microthreads,bounty\n";
  for (auto const& r : h.years)
    text += fmt::format("{},{},{},{},{},{},{},{},{:.3f}\n", r.year, r.living, r.born, r.died_of_age,
                        r.died_of_want, r.marriages, r.queued, r.microthreads,
                        r.bounty_permille / 1'000.0);
  return text;
}

}  // namespace kont::population
