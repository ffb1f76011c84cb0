# Compiles the sources of a folder together, a few at a time: what they all read is read once. Editing
# one of them compiles its batch anew, so that batches are small where optimising takes long. Other
# builds than Release compile every file by itself, which shows that it includes all it uses.
option(SOJOURN_BATCHES "Compile theories, the command and the reading of tables in batches" ON)

# Sets `batches` to the files to compile in place of the sources that follow (whole paths).
function(batches_of batches files_per_batch)
  if(NOT SOJOURN_BATCHES OR NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    set(${batches} ${ARGN} PARENT_SCOPE)
    return()
  endif()
  set(names "")
  set(made "")
  foreach(source IN LISTS ARGN)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE name)
    string(REPLACE "/" "_" name ${name})
    if(NOT DEFINED n_${name})
      set(n_${name} 0)
    endif()
    math(EXPR batch "${n_${name}} / ${files_per_batch}")
    math(EXPR n_${name} "${n_${name}} + 1")
    string(APPEND text_${name}_${batch} "#include \"${source}\"\n")
    list(APPEND names ${name}_${batch})
  endforeach()
  list(REMOVE_DUPLICATES names)
  foreach(name IN LISTS names)
    set(path ${CMAKE_BINARY_DIR}/batches/${name}.cpp)
    file(GENERATE OUTPUT ${path} CONTENT "${text_${name}}")  # leaves an equal file as it is
    # What a file keeps to itself is told as if a header gave it away.
    set_property(SOURCE ${path} APPEND PROPERTY COMPILE_OPTIONS
                 $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    list(APPEND made ${path})
  endforeach()
  set(${batches} ${made} PARENT_SCOPE)
endfunction()
