// Makes system calls and allocations fail that a program would make: to be loaded before it (LD_PRELOAD).
//
//   CLIENTELE_FAULT=KIND:N      the N-th call of that kind fails: write (as the disk is full), quota (a
//   write, as
//                               the quota is used up), sync, close (what was not synced is lost, as on some
//                               file systems of networks), open, rename or map
//   CLIENTELE_FAULT=stack:HASH  the first allocation from the call stack with that hash fails
//   CLIENTELE_FAULT_LOG=FILE    at the end: the number of calls of each kind, then the hashes of all call
//                               stacks that allocated, in the order of their first allocation
//
// Nothing here may allocate, as it stands below malloc().
#include <dlfcn.h>
#include <fcntl.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>
#include <unwind.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t n, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
}

namespace {

enum Kind { writing, over_quota, syncing, closing, opening, renaming, mapping, kinds };
constexpr std::array<const char*, kinds> kind_names = {"write", "quota",  "sync", "close",
                                                       "open",  "rename", "map"};
constexpr std::array<int, kinds> kind_errors = {ENOSPC, EDQUOT, EIO, EIO, EMFILE, EIO, ENOMEM};

std::array<std::atomic<long>, kinds> calls;
int failing_kind = -1;
long failing_call = 0;
std::uint64_t failing_stack = 0;
std::atomic<bool> stack_failed = false;
bool is_logging = false, is_ready = false;
char log_file[4096];

/// Call stacks seen, in an open hash table and in their order.
constexpr std::size_t most_stacks = 1 << 16;
std::uint64_t stack_table[most_stacks], stack_order[most_stacks];
std::atomic<std::size_t> stacks = 0;
std::atomic_flag stacks_in_use = ATOMIC_FLAG_INIT;

/// Where the parts of the program were loaded, which differs between runs.
struct Module {
  std::uintptr_t begin, end;
};
std::array<Module, 64> modules;
std::size_t module_count = 0;

int note_module(dl_phdr_info* info, std::size_t, void*) {
  std::uintptr_t end = 0;
  for (int i = 0; i < info->dlpi_phnum; ++i)
    if (info->dlpi_phdr[i].p_type == PT_LOAD)
      end = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
  if (module_count < modules.size()) modules[module_count++] = {info->dlpi_addr, end};
  return 0;
}

// The same in every run of the program.
std::uint64_t place_of(std::uintptr_t address) {
  for (std::size_t i = 0; i < module_count; ++i)
    if (address >= modules[i].begin && address < modules[i].end)
      return (i + 1) << 48 | (address - modules[i].begin);
  return 0;
}

_Unwind_Reason_Code add_frame(_Unwind_Context* context, void* hash) {
  auto& sum = *static_cast<std::uint64_t*>(hash);
  sum = (sum ^ place_of(_Unwind_GetIP(context))) * 0x100000001b3u;
  sum ^= sum >> 29;
  return _URC_NO_REASON;
}

std::uint64_t stack_hash() {
  std::uint64_t hash = 0xcbf29ce484222325u;
  _Unwind_Backtrace(add_frame, &hash);
  return hash == 0 ? 1 : hash;
}

void note_stack(std::uint64_t hash) {
  while (stacks_in_use.test_and_set()) {
  }
  auto slot = hash % most_stacks;
  while (stack_table[slot] != 0 && stack_table[slot] != hash) slot = (slot + 1) % most_stacks;
  if (stack_table[slot] == 0 && stacks + 1 < most_stacks) {
    stack_table[slot] = hash;
    stack_order[stacks++] = hash;
  }
  stacks_in_use.clear();
}

__thread bool inside __attribute__((tls_model("initial-exec"))) = false;

bool allocation_fails() {
  if (!is_ready || inside || (!is_logging && failing_stack == 0)) return false;
  inside = true;
  const auto hash = stack_hash();
  if (is_logging) note_stack(hash);
  const bool fails = hash == failing_stack && !stack_failed.exchange(true);
  inside = false;
  if (fails) errno = ENOMEM;
  return fails;
}

bool fails(Kind kind) {
  if (!is_ready) return false;
  if (++calls[kind] != failing_call || kind != failing_kind) return false;
  errno = kind_errors[kind];
  return true;
}

/// Descriptors through which something was written that was not synced.
std::array<std::atomic<bool>, 1024> unsynced;

std::atomic<bool>& is_unsynced(int file) {
  return unsynced[static_cast<std::size_t>(file) % unsynced.size()];
}

bool write_fails(int file) {
  const bool is_full = fails(writing), is_over_quota = fails(over_quota);
  if (file >= 0) is_unsynced(file) = true;
  return is_full || is_over_quota;
}

bool sync_fails(int file) {
  if (fails(syncing)) return true;
  if (file >= 0) is_unsynced(file) = false;
  return false;
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

void read_wish(const char* wish) {
  const char* colon = std::strchr(wish, ':');
  if (!colon) return;
  const auto length = static_cast<std::size_t>(colon - wish);
  for (int kind = 0; kind < kinds; ++kind)
    if (std::strlen(kind_names[kind]) == length && std::strncmp(wish, kind_names[kind], length) == 0) {
      failing_kind = kind;
      failing_call = std::strtol(colon + 1, nullptr, 10);
    }
  if (std::strncmp(wish, "stack:", 6) == 0) failing_stack = std::strtoull(colon + 1, nullptr, 16);
}

__attribute__((constructor)) void begin() {
  if (const char* wish = std::getenv("CLIENTELE_FAULT")) read_wish(wish);
  if (const char* file = std::getenv("CLIENTELE_FAULT_LOG")) {
    std::strncpy(log_file, file, sizeof log_file - 1);
    is_logging = true;
  }
  dl_iterate_phdr(note_module, nullptr);
  stack_hash();  // loads what it needs
  is_ready = true;
}

__attribute__((destructor)) void end() {
  is_ready = false;
  if (!is_logging) return;
  const int file = open(log_file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  for (int kind = 0; kind < kinds; ++kind) dprintf(file, "%s %ld\n", kind_names[kind], calls[kind].load());
  for (std::size_t i = 0; i < stacks; ++i)
    dprintf(file, "stack %016llx\n", static_cast<unsigned long long>(stack_order[i]));
  close(file);
}

mode_t mode_in(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(arguments, int)) : 0;
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) { return allocation_fails() ? nullptr : __libc_malloc(size); }
void* calloc(std::size_t n, std::size_t size) {
  return allocation_fails() ? nullptr : __libc_calloc(n, size);
}
void* realloc(void* old, std::size_t size) {
  return allocation_fails() ? nullptr : __libc_realloc(old, size);
}

ssize_t write(int file, const void* bytes, std::size_t n) {
  return write_fails(file) ? -1 : next<decltype(write)>("write")(file, bytes, n);
}
ssize_t pwrite(int file, const void* bytes, std::size_t n, off_t at) {
  return write_fails(file) ? -1 : next<decltype(pwrite)>("pwrite")(file, bytes, n, at);
}
ssize_t pwrite64(int file, const void* bytes, std::size_t n, off64_t at) {
  return write_fails(file) ? -1 : next<decltype(pwrite64)>("pwrite64")(file, bytes, n, at);
}
int ftruncate(int file, off_t length) noexcept {
  return write_fails(file) ? -1 : next<decltype(ftruncate)>("ftruncate")(file, length);
}
int ftruncate64(int file, off64_t length) noexcept {
  return write_fails(file) ? -1 : next<decltype(ftruncate64)>("ftruncate64")(file, length);
}

int fsync(int file) { return sync_fails(file) ? -1 : next<decltype(fsync)>("fsync")(file); }
int fdatasync(int file) { return sync_fails(file) ? -1 : next<decltype(fdatasync)>("fdatasync")(file); }

int close(int file) {
  const bool loses = file >= 0 && is_unsynced(file).exchange(false), is_lost = fails(closing);
  if (is_lost && loses) next<decltype(ftruncate)>("ftruncate")(file, 0);
  const int code = next<decltype(close)>("close")(file);
  if (is_lost) errno = kind_errors[closing];
  return is_lost ? -1 : code;
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_in(flags, arguments);
  va_end(arguments);
  return fails(opening) ? -1 : next<decltype(open)>("open")(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_in(flags, arguments);
  va_end(arguments);
  return fails(opening) ? -1 : next<decltype(open64)>("open64")(path, flags, mode);
}
int mkostemp(char* name, int flags) {
  return fails(opening) ? -1 : next<decltype(mkostemp)>("mkostemp")(name, flags);
}
int mkostemp64(char* name, int flags) {
  return fails(opening) ? -1 : next<decltype(mkostemp64)>("mkostemp64")(name, flags);
}
std::FILE* fopen(const char* path, const char* mode) {
  return fails(opening) ? nullptr : next<decltype(fopen)>("fopen")(path, mode);
}
std::FILE* fopen64(const char* path, const char* mode) {
  return fails(opening) ? nullptr : next<decltype(fopen64)>("fopen64")(path, mode);
}

int rename(const char* from, const char* to) noexcept {
  return fails(renaming) ? -1 : next<decltype(rename)>("rename")(from, to);
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) noexcept {
  return fails(renaming) ? -1
                         : next<decltype(renameat2)>("renameat2")(from_folder, from, to_folder, to, flags);
}
int link(const char* from, const char* to) noexcept {
  return fails(renaming) ? -1 : next<decltype(link)>("link")(from, to);
}
int unlink(const char* path) noexcept {
  return fails(renaming) ? -1 : next<decltype(unlink)>("unlink")(path);
}

void* mmap(void* at, std::size_t length, int access, int flags, int file, off_t offset) noexcept {
  return fails(mapping) ? MAP_FAILED : next<decltype(mmap)>("mmap")(at, length, access, flags, file, offset);
}
void* mmap64(void* at, std::size_t length, int access, int flags, int file, off64_t offset) noexcept {
  return fails(mapping) ? MAP_FAILED
                        : next<decltype(mmap64)>("mmap64")(at, length, access, flags, file, offset);
}

}  // extern "C"
