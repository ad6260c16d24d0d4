# SPDX-License-Identifier: Apache-2.0

find_program(HANMETER_CCACHE ccache)
if(HANMETER_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HANMETER_CCACHE})
endif()

# What every target of ours is compiled with. Warnings are errors only where we develop.
add_library(hanmeter-options INTERFACE)
if(HANMETER_DEVELOPER)
  target_compile_options(hanmeter-options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
    -Wold-style-cast -Wimplicit-fallthrough -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(hanmeter-options INTERFACE -Wthread-safety)
  endif()
endif()
if(HANMETER_SANITIZE)
  target_compile_options(hanmeter-options INTERFACE
    -fsanitize=${HANMETER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
  target_link_options(hanmeter-options INTERFACE -fsanitize=${HANMETER_SANITIZE})
  # The library's own checks: empty optionals, indexes beyond the end.
  target_compile_definitions(hanmeter-options INTERFACE _GLIBCXX_ASSERTIONS)
endif()
if(HANMETER_FUZZ)
  target_compile_options(hanmeter-options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # asio 1.22 does not recognise clang 19's coroutines by itself.
  target_compile_definitions(hanmeter-options INTERFACE
    ASIO_HAS_CO_AWAIT=1 ASIO_HAS_STD_COROUTINE=1)
endif()

# hanmeter_sources(<out> <out-tests> <folder>): what stands in a folder and below it, split into
# sources and their *_test.cpp. A new file needs no line anywhere.
function(hanmeter_sources out out_tests folder)
  file(GLOB_RECURSE all CONFIGURE_DEPENDS ${folder}/*.cpp)
  set(tests ${all})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER all EXCLUDE REGEX "_test\\.cpp$")
  set(${out} ${all} PARENT_SCOPE)
  set(${out_tests} ${tests} PARENT_SCOPE)
endfunction()

# hanmeter_tests(<name> <library> <files>...): one executable, one ctest entry a file.
function(hanmeter_tests name library)
  if(NOT HANMETER_TESTS OR NOT ARGN)
    return()
  endif()
  add_executable(${name} ${CMAKE_SOURCE_DIR}/tests/doctest_main.cpp ${ARGN})
  target_link_libraries(${name} PRIVATE ${library} hanmeter-options)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE
    HANMETER_SOURCE_DIR="${CMAKE_SOURCE_DIR}" DOCTEST_CONFIG_SUPER_FAST_ASSERTS)
  foreach(file ${ARGN})
    file(RELATIVE_PATH label ${CMAKE_SOURCE_DIR} ${file})
    string(REGEX REPLACE "_test\\.cpp$" "" label ${label})
    string(REGEX REPLACE "(^|/)hanmeter/" "\\1" label ${label})
    get_filename_component(leaf ${file} NAME)
    get_filename_component(parent ${file} DIRECTORY)
    get_filename_component(parent ${parent} NAME)
    add_test(NAME ${label} COMMAND ${name} --source-file=*${parent}/${leaf} --no-intro=true)
    set_tests_properties(${label} PROPERTIES TIMEOUT 300
      FAIL_REGULAR_EXPRESSION "test cases: *0 \\|" SKIP_RETURN_CODE 77
      # Properties are tried on the same numbers each time, and on many.
      ENVIRONMENT "RC_PARAMS=seed=20261125 max_success=500")
  endforeach()
endfunction()
