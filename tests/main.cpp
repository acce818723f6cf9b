#define DOCTEST_CONFIG_IMPLEMENT  // doctest.h may have been read before, with the precompiled headers
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
