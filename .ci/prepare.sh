# Shared by ./clientele, ./test and .ci/run: installs what is missing, builds what is out of date. To be sourced by a
# script that has set `here` to the folder of the sources.

packages=(g++ cmake ninja-build libeigen3-dev libboost-dev libboost-random-dev libboost-math-dev librandom123-dev
  nlohmann-json3-dev libcli11-dev libfmt-dev libsqlite3-dev doctest-dev) # of Debian; scripts may add to them

export PATH # or what was started without one would find a compiler, and that no linker
[[ -e /dev/fd/2 ]] || exec 2> /dev/null
tell() { echo "clientele: $*" >&2 || true; } # who cannot be told is not held up

# refuse WHY...: says why what was asked for cannot be done, and gives up.
refuse() {
  tell "$*"
  exit 2
}

# provide FOLDER NAME FILE SOURCES...: builds a file in the folder, unless that was done since the sources last changed.
provide() {
  local folder=$1 name=$2 file=$3 stamp=$1/.$3.built began
  shift 3
  if [[ -e $folder/$file && -e $stamp && -z $(find "$@" -newer "$stamp" -print -quit) ]]; then return; fi
  began=$(date +%s.%N)
  build "$folder" "$name" "$file"
  touch --date="@$began" "$stamp" # as old as the sources that were read
}

# build FOLDER NAME "TARGETS" [CMAKE OPTIONS]: builds targets, known to people by that name. One build of a folder at a
# time. What an earlier build left is used, however it ended, unless the folder was copied from elsewhere.
build() {
  local folder=$1 name=$2 targets first_time
  read -ra targets <<< "$3"
  shift 3
  [[ $here != *[$'"\n;#\\']* ]] || refuse "$name must be built, which CMake cannot do in a folder of that name: $here"
  mkdir -p "$folder" 2> /dev/null || true
  [[ -w $folder ]] || refuse "$name must be built, but $folder cannot be written to"
  { exec 9> "$folder/.lock"; } 2> /dev/null || refuse "$name must be built, but $folder/.lock cannot be written to"
  flock --nonblock 9 || { tell "waiting for a build that is under way" && flock 9; }
  install_packages
  [[ -e $folder/build.ninja ]] || first_time=", which takes minutes the first time"
  if (($#)) || ! is_configured "$folder"; then
    quietly cmake --fresh -S "$here" -B "$folder" -G Ninja "$@" || refuse "$name cannot be built, as CMake says above"
  fi
  tell "building $name${first_time:-}"
  quietly cmake --build "$folder" --target "${targets[@]}" || refuse "$name could not be built, for the reason above"
  exec 9>&-
}

# Whether the folder is made to build these sources, not those of a tree that it was copied from.
is_configured() {
  [[ -e $1/build.ninja ]] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$here" "$1/CMakeCache.txt"
}

# Installs those of the packages that are missing.
install_packages() {
  if ! { command -v dpkg-query && command -v apt-get; } > /dev/null; then
    tell "not a Debian system; needed are (under the names they have there): ${packages[*]}"
    return
  fi
  local missing=() root=() package
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    command -v sudo > /dev/null ||
      refuse "these packages are needed to build; have an administrator run: apt-get install ${missing[*]}"
    root=(sudo)
  fi
  tell "installing what is needed to build: ${missing[*]}"
  quietly "${root[@]}" apt-get update || true # a package may be at hand without
  quietly "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=600 "${missing[@]}" ||
    refuse "what is needed to build could not be installed, for the reason above"
}

# Runs a command and shows what it said, on standard error, only if it fails.
quietly() {
  local log status=0
  log=$(mktemp 2> /dev/null) || refuse "no temporary file can be made in ${TMPDIR-/tmp}"
  "$@" > "$log" 2>&1 < /dev/null || status=$?
  ((status == 0)) || cat "$log" >&2
  rm -f "$log"
  return "$status"
}
