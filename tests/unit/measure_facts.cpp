// tests/unit/measure_facts.cpp -- what is said of the machine and of our memory is plausible.
#include <sys/mman.h>

#include <boost/test/unit_test.hpp>
#include <cstring>

#include "lib/measure/cpu_clock.hpp"
#include "lib/measure/machine.hpp"
#include "lib/measure/resident.hpp"

BOOST_AUTO_TEST_SUITE(measure_facts)

using namespace kont::measure;

BOOST_AUTO_TEST_CASE(no_fact_of_the_machine_is_empty) {
  auto const m = this_machine();
  for (auto const& text : {m.cpu, m.compiler, m.flags, m.kernel, m.date, m.virtualisation})
    BOOST_TEST(!text.empty());
  BOOST_TEST(m.cores > 0u);
  BOOST_TEST(m.memory_bytes > 0u);
  BOOST_TEST(m.date.size() == 20u);
}

BOOST_AUTO_TEST_CASE(touched_pages_are_resident_and_a_mapping_is_counted) {
  constexpr std::size_t size = 64 << 20;
  auto const resident = resident_bytes();
  auto const mappings = mapping_count();
  void* const room = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  BOOST_TEST_REQUIRE(room != MAP_FAILED);
  BOOST_TEST(mapping_count() > mappings);
  BOOST_TEST(resident_bytes() < resident + size / 2);
  ::mprotect(room, size, PROT_READ | PROT_WRITE);
  std::memset(room, 1, size);
  BOOST_TEST(resident_bytes() > resident + size / 2);
  BOOST_TEST(available_bytes() > 0u);
  ::munmap(room, size);
}

BOOST_AUTO_TEST_CASE(sleeping_takes_wall_time_and_no_cpu_time) {
  auto const cpu = thread_cpu_ns(), wall = wall_ns();
  timespec const pause{0, 50'000'000};
  ::nanosleep(&pause, nullptr);
  BOOST_TEST(wall_ns() - wall >= 50'000'000);
  BOOST_TEST(thread_cpu_ns() - cpu < 25'000'000);
}

BOOST_AUTO_TEST_SUITE_END()
