// tools/learn/ask.cpp -- asks for the trace of a puzzle, and says by which misreading one errs.
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <sstream>

#include "lib/usage_error.hpp"
#include "tools/learn/commands.hpp"
#include "tools/learn/quiz.hpp"

namespace kont::learn {
namespace {

std::vector<std::string> split(std::string const& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string join(std::vector<std::string> const& words) {
  std::string line;
  for (auto const& w : words) line += (line.empty() ? "" : " ") + w;
  return line;
}

int judge_answer(puzzle const& p, std::vector<std::string> const& answer) {
  auto const right = run(p);
  if (answer == right) {
    std::puts("That is what it prints.");
    return 0;
  }
  std::size_t at = 0;
  while (at < answer.size() && at < right.size() && answer[at] == right[at]) ++at;
  std::printf("Not so: up to word %zu it is right, then comes %s.\n", at,
              at < right.size() ? ("\"" + right[at] + "\"").c_str() : "nothing more");
  if (auto const r = misread(p, answer)) std::printf("It looks as if %s.\n", explain(*r));
  return 1;
}

}  // namespace

int quiz(int lesson, std::uint64_t seed, std::string answer, bool solution) {
  if (!has_quiz(lesson))
    throw usage_error("lesson " + std::to_string(lesson) +
                      " has no quiz; those that have one are 1, 5, 6 and 7");
  auto const p = draw(lesson, seed);
  if (!answer.empty()) return judge_answer(p, split(answer));
  std::printf("%s\n", in_cpp(p).c_str());
  if (solution) {
    std::printf("It prints: %s\n", join(run(p)).c_str());
    return 0;
  }
  std::puts(
      "What does it print? One line, a blank between two prints: a 1 is a1, as in \"a1 m b\".");
  if (isatty(0) != 0) std::printf("> ");
  std::fflush(stdout);
  if (!std::getline(std::cin, answer) || split(answer).empty()) {
    std::printf("Answer by: ./kont learn quiz %d --seed %llu --answer \"...\"\n", lesson,
                static_cast<unsigned long long>(seed));
    return 1;
  }
  return judge_answer(p, split(answer));
}

}  // namespace kont::learn
