#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/fuzz/targets/target.hpp"

// fuzzer TARGET [CORPUS ...] [-OPTION=VALUE ...]: libFuzzer on one target; its options as LLVM
// tells them.

namespace {

const sojourn::fuzz::Target* target = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  target = *argc > 1 ? sojourn::fuzz::find_target((*argv)[1]) : nullptr;
  if (target == nullptr) {
    std::fputs("usage: fuzzer TARGET [CORPUS ...] [-OPTION=VALUE ...]\ntargets:", stderr);
    for (const auto& one : sojourn::fuzz::targets()) std::fprintf(stderr, " %s", one.name);
    std::fputs("\n", stderr);
    std::exit(2);
  }
  (*argv)[1] = (*argv)[0];
  ++*argv;
  --*argc;
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  target->take({reinterpret_cast<const char*>(data), size});
  return 0;
}
