# Writes what model_identity.hpp promises, if it is not what is there:
#   cmake -DSOURCE=FOLDER -DRESULT=FILE.cpp -P model_identity.cmake
set(parts CMakeLists.txt)
foreach(pattern sim/random/* sim/model/* sim/scenario/* sim/experiment/design/* sim/experiment/run/*
    sim/experiment/observe/* sim/experiment/store/* scenarios/policies/*)
  file(GLOB_RECURSE found RELATIVE ${SOURCE} ${SOURCE}/${pattern}.cpp ${SOURCE}/${pattern}.hpp ${SOURCE}/${pattern}.json)
  list(APPEND parts ${found})
endforeach()
list(REMOVE_DUPLICATES parts)
list(SORT parts) # or their order would be the file system's
set(hashes "")
foreach(part IN LISTS parts)
  file(SHA256 ${SOURCE}/${part} hash)
  string(APPEND hashes "${part} ${hash}\n")
endforeach()
string(SHA256 identity "${hashes}")
string(SUBSTRING ${identity} 0 16 identity)

# A folder within somebody else's repository is not of its commits.
set(commit unknown)
find_program(git git)
if(git AND EXISTS ${SOURCE}/.git)
  execute_process(COMMAND ${git} -C ${SOURCE} describe --always --dirty --abbrev=10 --exclude=*
    OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(described)
    set(commit ${described})
  endif()
endif()

set(text "#include \"sim/scenario/model_identity.hpp\"

namespace clientele::scenario {

std::string_view model_identity() { return \"${identity}\"; }
std::string_view program_commit() { return \"${commit}\"; }

}  // namespace clientele::scenario
")
set(there "")
if(EXISTS ${RESULT})
  file(READ ${RESULT} there)
endif()
if(NOT there STREQUAL text)
  file(WRITE ${RESULT} "${text}")
endif()
