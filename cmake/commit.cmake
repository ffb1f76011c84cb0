# cmake -DSOURCE=... -DOUT=... -DVERSION=... -P commit.cmake: writes the header that names version and
# commit, and leaves it alone where nothing changed, so that nothing is rebuilt in vain.
execute_process(COMMAND git -C ${SOURCE} describe --always --abbrev=12 --dirty --exclude=*
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET
                RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR NOT commit)
  set(commit unknown)
endif()
string(CONCAT text "#pragma once\n\n"
              "#define SOJOURN_VERSION \"${VERSION}\"\n"
              "#define SOJOURN_COMMIT \"${commit}\"\n")
set(known "")
if(EXISTS ${OUT})
  file(READ ${OUT} known)
endif()
if(NOT known STREQUAL text)
  file(WRITE ${OUT} "${text}")
endif()
