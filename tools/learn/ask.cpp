// tools/learn/ask.cpp -- asks for the trace of a puzzle, and says by which misreading one errs.
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <sstream>

#include "tools/learn/commands.hpp"
#include "tools/learn/judge.hpp"
#include "tools/learn/quiz.hpp"

namespace kont::learn {
namespace {

trace split(std::string const& line) {
  std::istringstream in(line);
  trace words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string join(trace const& words) {
  std::string line;
  for (auto const& w : words) line += (line.empty() ? "" : " ") + w;
  return line;
}

int judge_answer(question const& q, trace const& answer) {
  if (answer == q.right) {
    std::puts("That is what it prints.");
    return 0;
  }
  std::size_t at = 0;
  while (at < answer.size() && at < q.right.size() && answer[at] == q.right[at]) ++at;
  std::printf("Not so: up to word %zu it is right, then comes %s.\n", at,
              at < q.right.size() ? ("\"" + q.right[at] + "\"").c_str() : "nothing more");
  for (auto const& w : q.wrong)
    if (w.looks_like == answer) std::printf("It looks as if %s.\n", w.means);
  return 1;
}

int show_solution(question const& q) {
  std::printf("It prints: %s\n", join(q.right).c_str());
  std::puts("Known misreadings:");
  for (auto const& w : q.wrong) std::printf("  %s: %s\n", join(w.looks_like).c_str(), w.means);
  return 0;
}

}  // namespace

int quiz(int lesson, std::uint64_t seed, std::string answer, bool solution) {
  auto const q = draw(lesson, seed);
  if (!answer.empty()) return judge_answer(q, split(answer));
  std::printf("%s\n", q.program.c_str());
  if (solution) return show_solution(q);
  std::puts("What does it print? A word for each print, blanks between: print(\"a\", 1) is a1.");
  if (isatty(0) != 0) std::printf("> ");
  std::fflush(stdout);
  if (!std::getline(std::cin, answer) || split(answer).empty()) {
    std::printf("Answer by: ./kont learn quiz %d --seed %llu --answer \"...\"\n", lesson,
                static_cast<unsigned long long>(seed));
    return 1;
  }
  return judge_answer(q, split(answer));
}

int run_quiz(int lesson, std::uint64_t seed) {
  auto const ran = run_text(draw(lesson, seed).program);
  std::printf("%s\n", ran.says.c_str());
  return ran.passed ? 0 : 1;
}

}  // namespace kont::learn
