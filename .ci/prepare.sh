# Shared by ./clientele, ./test and .ci/run: installs what is missing, builds what is out of date. To be sourced.

packages=(g++ cmake ninja-build libeigen3-dev libboost-dev libboost-random-dev libboost-math-dev librandom123-dev
  nlohmann-json3-dev libcli11-dev libfmt-dev libsqlite3-dev libbenchmark-dev doctest-dev)

tell() { echo "clientele: $*" >&2; }

# install_packages [MORE...]: installs the Debian packages that are needed to build, and more, unless they are there.
install_packages() {
  local packages=("${packages[@]}" "$@")
  if ! command -v dpkg-query apt-get > /dev/null; then
    tell "not a Debian system; needed are (under the names they have there): ${packages[*]}"
    return
  fi
  local missing=() package
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  local root=()
  if ((EUID != 0)); then
    if ! command -v sudo > /dev/null; then
      tell "these packages are needed to build; have an administrator run: apt-get install ${missing[*]}"
      return 1
    fi
    root=(sudo)
  fi
  tell "installing what is needed to build: ${missing[*]}"
  quietly "${root[@]}" apt-get update
  quietly "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# Runs a command and shows what it said, on standard error, only if it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" > "$log" 2>&1 < /dev/null || status=$?
  ((status == 0)) || { cat "$log" >&2; tell "failed: $*"; }
  rm -f "$log"
  return "$status"
}

# build FOLDER "TARGETS" [CMAKE OPTIONS]: configures if need be and builds; one build of a folder at a time.
build() {
  local folder=$1 targets
  read -ra targets <<< "$2"
  shift 2
  mkdir -p "$folder"
  (
    flock 9
    if [[ ! -f $folder/build.ninja || $# -gt 0 ]]; then
      quietly cmake -S "$here" -B "$folder" -G Ninja "$@"
    fi
    quietly cmake --build "$folder" --target "${targets[@]}"
  ) 9> "$folder/.lock"
}
