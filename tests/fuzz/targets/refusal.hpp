#pragma once

#include <filesystem>
#include <string_view>

#include "sim/input/source.hpp"
#include "sim/record/h5.hpp"

namespace sojourn::fuzz {

/// Writes a file, and its folders. @return its path
std::filesystem::path written(const std::filesystem::path& path, std::string_view bytes);

/// @throws std::logic_error: the words say nothing, or hold what a terminal would obey
void expect_words(std::string_view words);

/// Lets `act` refuse what it was given. @return whether it did
template <class Act>
bool may_refuse(const Act& act) {
  try {
    act();
    return false;
  } catch (const InputError& error) {
    expect_words(error.what());
  } catch (const ReadError& error) {
    expect_words(error.what());
  }
  return true;
}

}  // namespace sojourn::fuzz
