# The page of `sojourn report`, built from tools/report by Node and copied into the command, so that
# whoever has the command needs no Node. Packages go to the build folder, at configure time and once
# per lock file; building the page itself needs no network.
find_program(NODE_EXECUTABLE NAMES node nodejs)
find_program(NPM_EXECUTABLE npm)
set(page_source ${CMAKE_SOURCE_DIR}/tools/report)
set(page_folder ${CMAKE_BINARY_DIR}/report)

# Says in `problem` why the page cannot be built; empty if it can.
function(prepare_report_page problem)
  set(${problem} "" PARENT_SCOPE)
  if(NOT NODE_EXECUTABLE OR NOT NPM_EXECUTABLE)
    set(${problem} "node or npm is missing" PARENT_SCOPE)
    return()
  endif()
  execute_process(COMMAND ${NODE_EXECUTABLE} --version OUTPUT_VARIABLE version
                  OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT version MATCHES "^v[0-9]" OR version MATCHES "^v([0-9]|1[0-7])\\.")
    set(${problem} "node 18 or later is needed, not ${version}" PARENT_SCOPE)
    return()
  endif()
  file(SHA256 ${page_source}/package-lock.json wanted)
  set(installed "")
  if(EXISTS ${page_folder}/installed)
    file(READ ${page_folder}/installed installed)
  endif()
  if(installed STREQUAL wanted)
    return()
  endif()
  file(COPY ${page_source}/package.json ${page_source}/package-lock.json
       DESTINATION ${page_folder})
  execute_process(COMMAND ${NPM_EXECUTABLE} ci --ignore-scripts --no-audit --no-fund
                  WORKING_DIRECTORY ${page_folder} RESULT_VARIABLE status
                  OUTPUT_VARIABLE words ERROR_VARIABLE words)
  if(NOT status EQUAL 0)
    set(${problem} "`npm ci` failed: ${words}" PARENT_SCOPE)
    return()
  endif()
  file(WRITE ${page_folder}/installed ${wanted})
endfunction()

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page_source}/package-lock.json)
prepare_report_page(page_problem)
if(page_problem)
  set(SOJOURN_PAGE "")
  message(STATUS "built without `sojourn report`: ${page_problem}")
else()
  set(SOJOURN_PAGE ${page_folder}/page.html)
  file(GLOB_RECURSE page_files CONFIGURE_DEPENDS ${page_source}/src/*)
  add_custom_command(OUTPUT ${SOJOURN_PAGE}
                     COMMAND ${NODE_EXECUTABLE} ${page_source}/build.mjs ${page_folder}
                     DEPENDS ${page_files} ${page_source}/build.mjs ${page_folder}/installed
                     COMMENT "Building the report page" VERBATIM)
  add_custom_target(sojourn_page DEPENDS ${SOJOURN_PAGE})
  add_dependencies(sojourn_command sojourn_page)
  set_source_files_properties(
    tools/sojourn/report/page/page_template.cpp PROPERTIES
    COMPILE_DEFINITIONS "SOJOURN_PAGE=\"${SOJOURN_PAGE}\"" OBJECT_DEPENDS ${SOJOURN_PAGE})
endif()
