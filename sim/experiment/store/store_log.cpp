#include "sim/experiment/store/store_log.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <span>
#include <vector>

#include "sim/experiment/store/files.hpp"

namespace clientele::experiment {

namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t log_header = 32, frame_header = 24, checked_of_header = 24, checked_of_frame = 8;
constexpr std::uint32_t magic = 0x377f0682;  // one more where checksums were made on a big-endian machine
constexpr std::uint32_t largest_page = 65536;

std::uint32_t number_at(std::span<const unsigned char> bytes, std::size_t at, bool big_endian = true) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | bytes[at + (big_endian ? i : 3 - i)];
  return number;
}

/// What marks the round of a log that a frame belongs to.
struct Salt {
  std::uint32_t first, second;

  bool operator==(const Salt&) const = default;
  bool resembles(const Salt& other) const { return first == other.first || second == other.second; }
};

Salt salt_at(std::span<const unsigned char> bytes, std::size_t at) {
  return {number_at(bytes, at), number_at(bytes, at + 4)};
}

/// The sums that run through all of a log.
struct Sums {
  std::uint32_t first = 0, second = 0;
  bool big_endian = false;

  void add(std::span<const unsigned char> bytes) {
    for (std::size_t i = 0; i < bytes.size(); i += 8) {
      first += number_at(bytes, i, big_endian) + second;
      second += number_at(bytes, i + 4, big_endian) + first;
    }
  }
  bool are_at(std::span<const unsigned char> bytes, std::size_t at) const {
    return first == number_at(bytes, at) && second == number_at(bytes, at + 4);
  }
};

bool read(std::ifstream& file, Bytes& bytes) {
  return !!file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

bool is_header_sound(const Bytes& header, Sums& sums) {
  sums.big_endian = number_at(header, 0) == (magic | 1);
  sums.add(std::span(header).first(checked_of_header));
  return (number_at(header, 0) | 1) == (magic | 1) && number_at(header, 8) % 8 == 0 &&
         number_at(header, 8) <= largest_page && sums.are_at(header, checked_of_header);
}

bool is_frame_sound(const Bytes& frame, const Salt& salt, Sums& sums) {
  sums.add(std::span(frame).first(checked_of_frame));
  sums.add(std::span(frame).subspan(frame_header));
  return salt_at(frame, 8) == salt && sums.are_at(frame, 16);
}

// A round begins at the start of the file, and its first transaction cuts off what is left of the round
// before (journal_size_limit): as long as that follows, nothing of this round was committed, and nothing is
// lost. A frame that was changed keeps at least half of its mark.
bool is_of_this_round(std::ifstream& file, Bytes& frame, const Salt& salt) {
  do {
    if (!salt_at(frame, 8).resembles(salt)) return false;
  } while (read(file, frame));
  return true;
}

}  // namespace

// The header says so in its 19th and 20th byte.
bool has_log_mode(const std::string& store) {
  std::array<char, 20> header{};
  std::ifstream(store, std::ios::binary).read(header.data(), header.size());
  return header[18] == 2 || header[19] == 2;
}

bool is_log_damaged(const std::string& store) {
  std::ifstream file(real_path(store) + "-wal", std::ios::binary);
  Bytes header(log_header);
  if (!has_log_mode(store) || !read(file, header)) return false;
  Sums sums;
  if (!is_header_sound(header, sums)) return file.peek() != std::ifstream::traits_type::eof();
  const auto salt = salt_at(header, 16);
  Bytes frame(frame_header + number_at(header, 8));
  while (read(file, frame))
    if (!is_frame_sound(frame, salt, sums)) return is_of_this_round(file, frame, salt);
  return false;
}

}  // namespace clientele::experiment
