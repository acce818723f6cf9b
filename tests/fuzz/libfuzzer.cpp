// The entrance of libFuzzer, in a program for each kind of input; CLIENTELE_ATTEMPT names it.
#include <cstddef>

#include "tests/fuzz/attempts.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  clientele::experiment::CLIENTELE_ATTEMPT({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
