// lab/events.hpp -- the event log as a file: written by a run, read back as a workload.
#pragma once
#include <string>
#include <string_view>

#include "lab/workload.hpp"

namespace kont::lab {

/// A line `at,number,job,what,on,properties` for each event: the place of the job and its name; the
/// lock or box; and, when it comes, what the policy is told of it, and its length. O(events).
std::string csv_of(workload const& work, history const& log);
/// In quotes if it has what separates fields.
std::string csv_field(std::string const& name);

/// The same for chrome://tracing and ui.perfetto.dev: a row for each job, by its name, with its
/// turns; when it came and woke, and what it did to locks and boxes. A tick is a microsecond there.
/// O(events).
std::string chrome_of(workload const& work, history const& log);

/// Whether a text is such a log: its first line is.
bool is_event_log(std::string_view text);

/// The run that a log is of: its jobs as they were told of, without steps, and what happened.
/// Throws usage_error: the file, the line, the rule. O(events).
struct recorded_run {
  workload work{};
  history log{};
};
recorded_run read_run(std::string_view text, std::string const& file);

/// What was recorded, to be run again: each job comes when it came, and does what it did: its
/// bursts, its pauses, its locks and messages. Another policy may run it otherwise; by the same one
/// the same happens. A pause is as long as it was; who had not ended is served for what was left.
/// Throws as read_run() does. O(events).
plan read_events(std::string_view text, std::string const& file);

}  // namespace kont::lab
