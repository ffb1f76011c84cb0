#include "tests/support/measures/content_north.hpp"

#include <algorithm>
#include <cstdio>

namespace sojourn::testing {

namespace {

AgencyArm content() {
  return {.content = true, .corridors = true};
}

double most(const std::vector<double>& all) {
  return *std::ranges::max_element(all);
}

}  // namespace

ContentNorth print_content_north(std::size_t worlds) {
  AgencyArm alone = content(), hasty = content(), unkept = content();
  alone.agency = false;
  hasty.beta = 0.15;
  unkept.chi = 0;
  ContentNorth all;
  print_north_head();
  const North with = north(content(), worlds), without = north(alone, worlds);
  const North fast = north(hasty, worlds);
  all.usual = print("content, ways: agency", with);
  print("content, ways: no agency", without);
  all.added = print("with agency less without", minus(with, without));
  all.hasty = print("control: beta 0.15", fast);
  all.unkept = added_on_ways("control: chi 0, with less without", unkept, worlds);
  all.largest = most(with.largest);
  all.hasty_largest = most(fast.largest);
  std::printf("largest move of a year after year 8: %.4f; with beta 0.15: %.4f\n", all.largest,
              all.hasty_largest);
  return all;
}

}  // namespace sojourn::testing
