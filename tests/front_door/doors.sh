#!/usr/bin/env bash
# ./clientele and ./test where they find everything built, or may not build: in a copy of the tree with its program, not
# compiled again: doors.sh SOURCES BUILD_FOLDER.
set -euo pipefail
source=$1 build=$2
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
chmod 755 "$scratch"

fail() {
  echo "FAILED: $*; it said:"
  cat "$scratch/said"
  exit 1
}

# Calls a front door of the copy from elsewhere, without HOME, as somebody to whom read-only means read-only.
call() {
  local somebody=()
  ((EUID)) || somebody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  (cd / && env -u HOME "${somebody[@]}" "$@") > "$scratch/answer" 2> "$scratch/said"
}
answers() {
  call "$@" || fail "$* did not answer"
  [[ -s $scratch/answer && ! -s $scratch/said ]] || fail "$* did not just answer"
}
# refuses SENTENCE COMMAND...: exit code 2, and one line that says why.
refuses() {
  local sentence=$1 status=0
  shift
  call "$@" || status=$?
  ((status == 2)) || fail "$* ended with $status"
  [[ $(grep -c . "$scratch/said") == 1 ]] || fail "$* did not say why in a line"
  grep -q "$sentence" "$scratch/said" || fail "$* did not say: $sentence"
}

copy="$scratch/a copy"
mkdir -p "$copy/build/release"
tar -C "$source" --exclude=./build --exclude=./.git -cf - . | tar -C "$copy" -xf -
cp -P "$build"/{clientele,scenarios,CMakeCache.txt,build.ninja} "$copy/build/release"
touch "$copy/build/release/.clientele.built"

echo "from elsewhere, in a path with spaces, without HOME"
answers "$copy/clientele" policies
echo "through a symbolic link"
ln -s "$copy/clientele" "$scratch/link"
answers "$scratch/link" policies
echo "moved, with scenarios of its own"
mv "$copy" "$scratch/moved" && copy=$scratch/moved
sed -i 's/"targeting": 0,/"targeting": 0.4321,/' "$copy/scenarios/policies/partnership.json"
answers "$copy/clientele" policies
grep -q "0.4321" "$scratch/answer" || fail "the copy does not read its own policies"
echo "two at once"
"$copy/clientele" explain metrics > "$scratch/one" & "$copy/clientele" policies > "$scratch/other" && wait %1 || fail "one of two failed"
[[ -s $scratch/one && -s $scratch/other ]] || fail "one of two did not answer"

echo "sources that cannot be configured, and then can"
cp -p "$copy/CMakeLists.txt" "$scratch"
touch "$copy/build/release/.clientele.built" -d '1 minute ago'
echo 'message(FATAL_ERROR "broken on purpose")' >> "$copy/CMakeLists.txt"
"$copy/clientele" policies > "$scratch/answer" 2> "$scratch/said" && fail "a broken build went unnoticed"
grep -q "broken on purpose" "$scratch/said" && grep -q "cannot be built" "$scratch/said" || fail "the broken build was not explained"
cp -p "$scratch/CMakeLists.txt" "$copy" && touch "$copy/build/release/.clientele.built"
answers "$copy/clientele" policies

echo "read-only"
chmod -R a-w,a+rX "$copy"
answers "$copy/clientele" compare "$copy/scenarios/tiny_studio.json" -n 2 -w 4 -q
answers "$copy/clientele" report --help
refuses "the page of reports must be built" "$copy/clientele" report "$copy/scenarios/shop.json" -o /dev/null
for input in "$copy/scenarios/nosuch.json" "-n 2 $copy/scenarios/nosuch.json" "--force -q --seed=1 $copy/scenarios/nosuch.json"; do
  call "$copy/clientele" report $input -o /tmp/nosuch.html && fail "report $input found something"
  grep -q "there is no such file" "$scratch/said" || fail "report $input did not say that the file is missing"
done
refuses "the tests.* must be built" "$copy/test"
chmod u+w "$copy/sim" && touch "$copy/sim" -d 'next minute' && chmod u-w "$copy/sim"
refuses "the program.* must be built" "$copy/clientele" policies
