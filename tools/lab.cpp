// tools/lab.cpp -- `kont lab`: policies on simulated jobs, and on microthreads.
#include "lab/lab.hpp"

#include <memory>

#include "lab/report.hpp"
#include "lab/workload.hpp"
#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
A policy is NAME or NAME:SETTING=NUMBER,...; kont lab list says which there are.

Examples (a whole w.json, and an open.json, are in lab/README.md):
  kont lab list                             the policies and the workloads, with their settings
  kont lab run --policy mlfq:boost=100 --workload w.json       who ran when, and how each fared
  kont lab compare --workload w.json                           every policy, a row for each
  kont lab compare --workload w.json --seeds 1..20 --policy srtf --policy round_robin:quantum=5
  kont lab run --policy round_robin --workload w.json --engine both    simulated and for real
  kont lab run --policy round_robin --workload philosophers    locks: it ends in a deadlock
  kont lab compare --workload schbench:hogs=2                  messages: who is woken, and how late
  kont lab compare --workload w.json --html lab.html           the same, with pictures
  kont lab run --policy fifo --workload w.json --events e.csv  writes down what happened
  kont lab run --policy replay:e.csv --workload w.json         and this takes the same choices
  kont lab compare --workload open.json --sweep load --html load.html    p99 against load
  kont lab check mlfq:boost=100 --json broken.json             keeps it the rules? what breaks it?
  kont lab workers --workload w.json --workers 4               work shared, and work stolen
  kont lab quiz --seed 7 --answer                              a problem to solve by hand
  kont lab quiz --kind lottery --jobs 3                        one of this kind, so large
  kont lab bench                                               decisions a second, and ns a yield

)";

using chosen_options = std::shared_ptr<lab::options>;

void add_workload(CLI::App& command, lab::options& chosen) {
  command
      .add_option("--workload", chosen.workload,
                  "the jobs: NAME:SETTING=NUMBER,..., or JSON: kont lab --help")
      ->type_name("WORKLOAD")
      ->required();
  command.add_option("--seeds", chosen.seeds, "of all that is left to chance: N or FIRST..LAST")
      ->type_name("SEEDS")
      ->capture_default_str();
  command.add_option("--engine", chosen.engine, "simulated, real (on microthreads), or both")
      ->type_name("ENGINE")
      ->capture_default_str();
  command.add_option("--tick", chosen.tick, "of the real engine, in microseconds")
      ->type_name("US")
      ->capture_default_str();
  command.add_option("--csv", chosen.csv, "the figures of each seed")->type_name("FILE");
  command.add_option("--json", chosen.json, "the same")->type_name("FILE");
  command
      .add_option("--sweep", chosen.sweep,
                  "load: p99 against the load of an open queue;\n"
                  "quantum: fairness against the quantum;\n"
                  "workload: mean turnaround in this one, and in all that have names")
      ->type_name("WHAT");
  command.add_flag("--wide", chosen.wide, "tables with all columns, wider than 100");
  command.footer(std::string(examples) + lab::columns_in_words());
  command.add_option("--html", chosen.html, "pictures and the table, in one page")
      ->type_name("FILE");
}

CLI::App& add(CLI::App& above, char const* name, char const* says, int& exit_code,
              chosen_options const& chosen, int (*run)(lab::options const&)) {
  CLI::App& command = *above.add_subcommand(name, says);
  command.footer(examples);
  command.callback([chosen, run, &exit_code] { exit_code = run(*chosen); });
  return command;
}

void add_check(CLI::App& above, int& exit_code, chosen_options const& chosen) {
  auto& check = add(above, "check", "hold policies to the rules, on random workloads", exit_code,
                    chosen, lab::check);
  check.add_option("POLICY", chosen->policies, "one of them; unless given, all")
      ->type_name("POLICY");
  check.add_option("--workloads", chosen->workloads, "how many")
      ->transform(saturated<std::uint64_t>)
      ->capture_default_str();
  check.add_option("--seed", chosen->seeds, "draws them")->capture_default_str();
  check.add_option("--json", chosen->json, "the smallest that breaks a rule, for lab run")
      ->type_name("FILE");
}

void add_quiz(CLI::App& above, int& exit_code, chosen_options const& chosen) {
  auto& quiz = add(above, "quiz", "ask a scheduling problem", exit_code, chosen, lab::quiz);
  quiz.add_option("--seed", chosen->seeds, "which problem")->capture_default_str();
  quiz.add_option("--kind", chosen->kind, "of this policy: fifo, stride, lottery, ...")
      ->type_name("NAME");
  quiz.add_option("--jobs", chosen->quiz_jobs, "how many; unless given, from 3 to 5");
  quiz.add_flag("--answer", chosen->answer, "who runs when, and how each fares");
}

void add_workers(CLI::App& above, int& exit_code, chosen_options const& chosen) {
  auto& workers = add(above, "workers", "share jobs among workers, or let these steal", exit_code,
                      chosen, lab::workers);
  workers.add_option("--workload", chosen->workload, "the jobs, in JSON, without steps")
      ->type_name("FILE")
      ->required();
  workers.add_option("--workers", chosen->workers, "how many")
      ->transform(saturated<unsigned>)
      ->capture_default_str();
  workers.add_option("--quantum", chosen->quantum, "ticks; 0: for ever")
      ->transform(saturated<std::uint64_t>)
      ->capture_default_str();
  workers.add_option("--seed", chosen->seeds, "of what is left to chance")->capture_default_str();
  workers.add_option("--csv", chosen->csv, "each turn")->type_name("FILE");
  workers.add_option("--json", chosen->json, "the figures of each policy")->type_name("FILE");
  workers.add_option("--html", chosen->html, "whom each worker served when, in one page")
      ->type_name("FILE");
}

}  // namespace

void add_lab(CLI::App& program, int& exit_code) {
  auto chosen = std::make_shared<lab::options>();
  CLI::App& command = *program.add_subcommand(
      "lab", "experiment with scheduling policies, in virtual and in real time");
  command.require_subcommand(1);
  command.footer(std::string(examples) + lab::schema);
  add(command, "list", "print the policies and the workloads", exit_code, chosen,
      [](lab::options const&) { return lab::list(); });

  auto& run =
      add(command, "run", "run one policy, and draw what it does", exit_code, chosen, lab::run);
  run.add_option("--policy", chosen->policies, "the policy")
      ->type_name("POLICY")
      ->required()
      ->expected(1);
  add_workload(run, *chosen);
  run.add_option("--events", chosen->events, "what happened, of the first seed, as CSV")
      ->type_name("FILE");
  run.add_option("--chrome", chosen->chrome, "the same for ui.perfetto.dev")->type_name("FILE");

  auto& compare =
      add(command, "compare", "run many policies, a row for each", exit_code, chosen, lab::compare);
  compare.add_option("--policy", chosen->policies, "one of them; unless given, all")
      ->type_name("POLICY");
  add_workload(compare, *chosen);

  add_check(command, exit_code, chosen);
  add_workers(command, exit_code, chosen);
  add_quiz(command, exit_code, chosen);
  auto& bench = add(command, "bench", "measure choices and yields", exit_code, chosen, lab::bench);
  bench.add_option("--policy", chosen->policies, "one of them; unless given, fifo and eevdf")
      ->type_name("POLICY");
  bench.add_option("--jobs", chosen->jobs, "the largest number of jobs")
      ->transform(saturated<std::uint64_t>)
      ->capture_default_str();
}

}  // namespace kont::tools
