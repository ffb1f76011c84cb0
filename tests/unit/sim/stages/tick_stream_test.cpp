#include "sim/stages/tick_stream.hpp"

#include <gtest/gtest.h>

namespace sojourn {
namespace {

TEST(TickStream, DrawsAreThoseOfSeedStreamTickAndWho) {
  const StreamId stream = stream_id("a stream");
  EXPECT_EQ(TickStream(5, 7, stream).of(11).bits(), Draws(5, stream, 7, 11).bits());
  EXPECT_EQ(TickStream(5, 7, stream).skips(11, Skips::Law(0.1)).next(),
            Skips(5, stream, 7, 11, 0.1).next());
  EXPECT_NE(TickStream(5, 7, stream).of(11).bits(), TickStream(5, 8, stream).of(11).bits());
}

}  // namespace
}  // namespace sojourn
