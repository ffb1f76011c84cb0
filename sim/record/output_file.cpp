#include "sim/record/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <system_error>

#include "sim/base/system_message.hpp"
#include "sim/record/digest.hpp"

#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif

namespace sojourn::h5 {

namespace {

/// What HDF5 holds of a file: its own part first, as it demands.
struct DriverFile {
  H5FD_t common;
  OutputFile::Disk* disk;
  haddr_t end_of_allocation;
  haddr_t end_of_file;
};

DriverFile* driver_file(H5FD_t* file) {
  return reinterpret_cast<DriverFile*>(file);
}
const DriverFile* driver_file(const H5FD_t* file) {
  return reinterpret_cast<const DriverFile*>(file);
}

H5FD_t* driver_open(const char*, unsigned, hid_t access, haddr_t) {
  const auto* disk = static_cast<OutputFile::Disk* const*>(H5Pget_driver_info(access));
  auto* file = new (std::nothrow) DriverFile{};
  if (file && disk) file->disk = *disk;
  return reinterpret_cast<H5FD_t*>(file);
}

herr_t driver_close(H5FD_t* file) {
  delete driver_file(file);
  return 0;
}

herr_t driver_query(const H5FD_t*, unsigned long* flags) {
  *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
           H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t driver_get_eoa(const H5FD_t* file, H5FD_mem_t) {
  return driver_file(file)->end_of_allocation;
}

herr_t driver_set_eoa(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  driver_file(file)->end_of_allocation = end;
  return 0;
}

haddr_t driver_get_eof(const H5FD_t* file, H5FD_mem_t) {
  return driver_file(file)->end_of_file;
}

struct stat status_of(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) status.st_nlink = 0;
  return status;
}

/// Whether the name still means this file: who took over its lease may have put another there.
bool has_name(const struct stat& file, const std::filesystem::path& path) {
  struct stat named {};
  return file.st_nlink > 0 && ::lstat(path.c_str(), &named) == 0 && named.st_dev == file.st_dev &&
         named.st_ino == file.st_ino;
}

void note_failure(OutputFile::Disk& disk, int error) {
  if (disk.failure == 0) disk.failure = error;
  disk.dropping = true;
}

/// Bytes past the end, or lost to a failed write, read as zero.
herr_t driver_read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size,
                   void* buffer) {
  auto* to = static_cast<char*>(buffer);
  while (size > 0) {
    const ssize_t n =
        pread(driver_file(file)->disk->descriptor, to, size, static_cast<off_t>(address));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) note_failure(*driver_file(file)->disk, errno);
    if (n <= 0) break;
    to += n;
    address += static_cast<haddr_t>(n);
    size -= static_cast<std::size_t>(n);
  }
  std::memset(to, 0, size);
  return 0;
}

void write_all(OutputFile::Disk& disk, haddr_t address, std::size_t size, const char* from) {
  while (size > 0) {
    const ssize_t n = pwrite(disk.descriptor, from, size, static_cast<off_t>(address));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return note_failure(disk, n < 0 ? errno : ENOSPC);
    from += n;
    address += static_cast<haddr_t>(n);
    size -= static_cast<std::size_t>(n);
  }
}

herr_t driver_write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size,
                    const void* buffer) {
  DriverFile& self = *driver_file(file);
  if (!self.disk->dropping) write_all(*self.disk, address, size, static_cast<const char*>(buffer));
  self.end_of_file = std::max(self.end_of_file, address + size);
  return 0;
}

herr_t driver_truncate(H5FD_t* file, hid_t, hbool_t) {
  DriverFile& self = *driver_file(file);
  if (self.end_of_file == self.end_of_allocation) return 0;
  if (!self.disk->dropping &&
      ftruncate(self.disk->descriptor, static_cast<off_t>(self.end_of_allocation)) != 0) {
    note_failure(*self.disk, errno);
  }
  self.end_of_file = self.end_of_allocation;
  return 0;
}

/// Filled by name since its members and their order differ between versions of HDF5.
H5FD_class_t driver_class() {
  H5FD_class_t driver{};
#if H5_VERSION_GE(1, 13, 0)
  driver.version = H5FD_CLASS_VERSION;
  driver.value = static_cast<H5FD_class_value_t>(512);
#endif
  driver.name = "sojourn_output";
  driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
  driver.fc_degree = H5F_CLOSE_STRONG;
  driver.fapl_size = sizeof(OutputFile::Disk*);
  driver.open = driver_open;
  driver.close = driver_close;
  driver.query = driver_query;
  driver.get_eoa = driver_get_eoa;
  driver.set_eoa = driver_set_eoa;
  driver.get_eof = driver_get_eof;
  driver.read = driver_read;
  driver.write = driver_write;
  driver.truncate = driver_truncate;
  constexpr H5FD_mem_t kFreeLists[] = H5FD_FLMAP_DICHOTOMY;
  std::ranges::copy(kFreeLists, driver.fl_map);
  return driver;
}

Handle register_driver() {
  const H5FD_class_t driver = driver_class();
  return own(H5FDregister(&driver), "register the file driver");
}

Handle access_through(hid_t driver, OutputFile::Disk* disk) {
  Handle access = own(H5Pcreate(H5P_FILE_ACCESS), "create a property list");
  check(H5Pset_driver(access.id(), driver, &disk), "choose the file driver");
  return access;
}

/// Links are listed in the order of their making, and no object keeps a time.
Handle file_properties() {
  Handle properties = own(H5Pcreate(H5P_FILE_CREATE), "create a property list");
  check(H5Pset_obj_track_times(properties.id(), 0), "drop object times");
  check(H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        "keep the order of links");
  return properties;
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)) {
  disk_.descriptor = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (disk_.descriptor < 0) fail(errno);
  lock();
  Session session;
  try {
    driver_ = register_driver();
    const Handle access = access_through(driver_.id(), &disk_);
    file_ = own(H5Fcreate(path_.c_str(), H5F_ACC_TRUNC, file_properties().id(), access.id()),
                "create the file");
    throw_if_failed();
  } catch (...) {
    discard();
    throw;
  }
}

/// Who takes over what a dead process left holds the lock for a moment, and may have taken this.
void OutputFile::lock() {
  struct stat status {};
  const bool taken = flock(disk_.descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (!taken && (fstat(disk_.descriptor, &status) != 0 || status.st_nlink > 0)) return;
  ::close(std::exchange(disk_.descriptor, -1));
  throw WriteError(fmt::format("cannot write {}: another process is writing it", path_.string()));
}

OutputFile::~OutputFile() {
  discard();
}

void OutputFile::discard() noexcept {
  if (disk_.descriptor < 0) return;
  disk_.dropping = true;
  file_.close();
  if (has_name(status_of(disk_.descriptor), path_)) ::unlink(path_.c_str());
  ::close(std::exchange(disk_.descriptor, -1));
}

void OutputFile::fail(int error) const {
  throw WriteError(fmt::format("cannot write {}: {}", path_.string(), system_message(error)));
}

void OutputFile::throw_if_failed() const {
  if (disk_.failure != 0) fail(disk_.failure);
}

void OutputFile::flush() {
  check(H5Fflush(file_.id(), H5F_SCOPE_LOCAL), "flush the file");
  throw_if_failed();
}

void OutputFile::append_digest() {
  struct stat status {};
  if (fstat(disk_.descriptor, &status) != 0) fail(errno);
  const auto size = static_cast<std::uint64_t>(status.st_size);
  try {
    const std::string line = digest_line(digest_of(disk_.descriptor, size));
    write_all(disk_, size, line.size(), line.data());
  } catch (const std::system_error& error) {
    fail(error.code().value());
  }
}

void OutputFile::close() {
  flush();
  file_.close();
  throw_if_failed();
  append_digest();
  throw_if_failed();
  if (fsync(disk_.descriptor) != 0 && errno != EINVAL && errno != EROFS) fail(errno);
  const struct stat status = status_of(disk_.descriptor);
  if (!has_name(status, path_)) {
    throw WriteError(
        fmt::format("cannot write {}: another process has taken its name", path_.string()));
  }
  const int descriptor = std::exchange(disk_.descriptor, -1);
  if (::close(descriptor) != 0 && errno != EINTR) {
    const int error = errno;
    if (has_name(status, path_)) ::unlink(path_.c_str());
    fail(error);
  }
}

}  // namespace sojourn::h5
