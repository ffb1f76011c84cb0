#include "sim/record/digest.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>
#include <vector>

#include "sim/base/system_message.hpp"

namespace sojourn {

namespace {

constexpr std::string_view kHead = "\nsojourn digest: CRC-32 ";
constexpr std::size_t kBlock = std::size_t{1} << 20;

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

/// Eight bytes are looked up at once ("slicing by 8": Kounavis and Berry 2008, DOI
/// 10.1109/TC.2008.85); table k is of a byte that k others follow.
constexpr Tables make_tables() {
  Tables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) * 0xEDB88320U);
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < tables.size(); ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t crc = tables[k - 1][byte];
      tables[k][byte] = (crc >> 8U) ^ tables[0][crc & 0xFFU];
    }
  }
  return tables;
}
constexpr Tables kTables = make_tables();

std::uint32_t little_endian(const unsigned char* at, std::size_t n) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < n; ++i) number |= std::uint32_t{at[i]} << (8 * i);
  return number;
}

/// Reads all of `n` bytes. @throws std::system_error
void read_at(int descriptor, std::uint64_t offset, char* to, std::size_t n) {
  while (n > 0) {
    const ssize_t got = ::pread(descriptor, to, n, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw std::system_error(got < 0 ? errno : EIO, std::generic_category());
    to += got;
    offset += static_cast<std::uint64_t>(got);
    n -= static_cast<std::size_t>(got);
  }
}

/// Where the superblock of HDF5 says that the file ends; 0 where there is none that is known (HDF5
/// File Format Specification, II.A).
std::uint64_t end_by_superblock(int descriptor, std::uint64_t size) {
  std::array<char, 64> head{};
  if (size < head.size()) return 0;
  read_at(descriptor, 0, head.data(), head.size());
  if (std::string_view(head.data(), 8) != "\x89HDF\r\n\x1a\n") return 0;
  constexpr std::array<std::size_t, 4> kEnds{40, 44, 28, 28};  // by version
  const auto version = static_cast<unsigned char>(head[8]);
  if (version >= kEnds.size()) return 0;
  const auto* at = reinterpret_cast<const unsigned char*>(head.data()) + kEnds[version];
  return little_endian(at, 4) | std::uint64_t{little_endian(at + 4, 4)} << 32U;
}

std::string damage_in(int descriptor, std::uint64_t size, bool whole) {
  if (size < kDigestLine) return {};
  std::string line(kDigestLine, '\0');
  read_at(descriptor, size - kDigestLine, line.data(), line.size());
  if (line.starts_with(kHead)) {
    const bool same = line == digest_line(digest_of(descriptor, size - kDigestLine));
    return same ? "" : "damaged: its bytes are not those that were written";
  }
  const std::uint64_t end = end_by_superblock(descriptor, size);
  return whole && end != 0 && end < size ? "damaged: its digest is not there" : "";
}

}  // namespace

std::uint32_t crc32(std::uint32_t so_far, const void* bytes, std::size_t n) {
  const auto* at = static_cast<const unsigned char*>(bytes);
  std::uint32_t crc = ~so_far;
  for (; n >= 8; n -= 8, at += 8) {
    const std::uint32_t low = crc ^ little_endian(at, 4);
    const std::uint32_t high = little_endian(at + 4, 4);
    crc = kTables[7][low & 0xFFU] ^ kTables[6][low >> 8U & 0xFFU] ^ kTables[5][low >> 16U & 0xFFU] ^
          kTables[4][low >> 24U] ^ kTables[3][high & 0xFFU] ^ kTables[2][high >> 8U & 0xFFU] ^
          kTables[1][high >> 16U & 0xFFU] ^ kTables[0][high >> 24U];
  }
  for (; n > 0; --n, ++at) crc = (crc >> 8U) ^ kTables[0][(crc ^ *at) & 0xFFU];
  return ~crc;
}

std::string digest_line(std::uint32_t digest) {
  return fmt::format("{}{:08x}", kHead, digest);
}

std::uint32_t digest_of(int descriptor, std::uint64_t size) {
  std::vector<char> block(kBlock);
  std::uint32_t digest = 0;
  for (std::uint64_t at = 0; at < size;) {
    const std::size_t n = std::min<std::uint64_t>(kBlock, size - at);
    read_at(descriptor, at, block.data(), n);
    digest = crc32(digest, block.data(), n);
    at += n;
  }
  return digest;
}

std::string damage_of(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_message(errno);
  struct stat status {};
  std::string damage;
  try {
    // What is still being written ends where it ends.
    if (::fstat(descriptor, &status) == 0) {
      damage = damage_in(descriptor, static_cast<std::uint64_t>(status.st_size),
                         path.extension() != ".part");
    }
  } catch (const std::system_error& error) {
    damage = error.code().message();
  }
  ::close(descriptor);
  return damage;
}

}  // namespace sojourn
