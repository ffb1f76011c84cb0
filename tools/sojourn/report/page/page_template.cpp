#include "tools/sojourn/report/page/page.hpp"

#ifdef SOJOURN_PAGE
// The assembler copies the file; the text ends where the next symbol begins.
asm(".pushsection .rodata\n"
    "sojourn_page_begin:\n"
    ".incbin \"" SOJOURN_PAGE
    "\"\n"
    "sojourn_page_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" const char sojourn_page_begin[], sojourn_page_end[];
#endif

namespace sojourn::command {

std::optional<std::string_view> page_template() {
#ifdef SOJOURN_PAGE
  return std::string_view(sojourn_page_begin, sojourn_page_end - sojourn_page_begin);
#else
  return std::nullopt;
#endif
}

}  // namespace sojourn::command
