#include "tests/support/measures/content_north.hpp"
#include "tools/studies/at_most.hpp"

/// Claim H2: what an agency adds among states that can be content. Prints a table of
/// docs/VALIDATION.md.
///   content_agency [WORLDS]   at most so many worlds a row
int main(int argc, char** argv) {
  sojourn::testing::print_content_north(sojourn::testing::AtMost(argc, argv)(20));
}
