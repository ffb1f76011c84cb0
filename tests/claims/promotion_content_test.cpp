#include <gtest/gtest.h>

#include "tests/support/content_north.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claim H2 (docs/VALIDATION.md, where the thresholds were written before the first run).
TEST(Content, H2AnAgencyAmongStatesThatCanBeContent) {
  const ContentNorth all = print_content_north(20);
  EXPECT_LT(all.hasty_largest, 0.03);
  EXPECT_LT(std::abs(all.unkept.rights.value), 0.005);
}

}  // namespace
}  // namespace sojourn::models
