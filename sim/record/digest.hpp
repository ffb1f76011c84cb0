#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace sojourn {

/// CRC-32 (ISO 3309, as zlib has it) of `n` more bytes after those of which `so_far` is the digest.
std::uint32_t crc32(std::uint32_t so_far, const void* bytes, std::size_t n);

/// What stands behind the last byte of HDF5 in a file: a line with the digest of all before it.
/// HDF5 does not look there.
constexpr std::size_t kDigestLine = 32;
std::string digest_line(std::uint32_t digest);

/// The digest of the first `size` bytes of an open file. @throws std::system_error
std::uint32_t digest_of(int descriptor, std::uint64_t size);

/// Why the bytes of a file are not those that were written; empty where they are, where the file
/// has no digest (older ones, or changed by other programs), and where it is none of HDF5.
std::string damage_of(const std::filesystem::path& path);

}  // namespace sojourn
