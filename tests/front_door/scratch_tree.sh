#!/usr/bin/env bash
# A lever and an observed state variable added to a copy of the sources, three files each, are found in all that is made
# of the tables. The copy is built by its own ./clientele: with a build folder that was made for the original, killed
# half-way, then called twice at once: scratch_tree.sh SOURCES BUILD_FOLDER. Compiles the program once.
set -euo pipefail
source=$1 build=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
copy="$scratch/a copy"
folder=$copy/build/release

fail() {
  echo "FAILED: $*"
  exit 1
}
files_changed() { diff -rq --exclude=build --exclude=.git "$source" "$copy" | wc -l; }
# insert FILE LINE TEXT: puts the text below the one line that holds LINE.
insert() {
  [[ $(grep -cF -- "$2" "$copy/$1") == 1 ]] || fail "$1 does not hold just one line with: $2"
  awk -v line="$2" -v text="$3" '{ print } index($0, line) { print text }' "$copy/$1" > "$scratch/edited"
  cat "$scratch/edited" > "$copy/$1"
}
# finds TEXT COMMAND...: the command's output holds the text.
finds() {
  local text=$1
  shift
  "$@" > "$scratch/output" 2>&1 || { cat "$scratch/output"; fail "$*"; }
  grep -q -- "$text" "$scratch/output" || fail "no $text in: $*"
}
clientele() { (cd / && "$copy/clientele" "$@"); }

mkdir -p "$folder"
tar -C "$source" --exclude=./build --exclude=./.git -cf - . | tar -C "$copy" -xf -
cp "$build"/{CMakeCache.txt,build.ninja} "$folder"

echo "A lever: the registry, a stage, a test"
insert sim/model/parameters/levers.hpp '  float price_response;' '  float apology_gift;'
insert sim/model/parameters/levers.hpp 'lever_parameters = std::to_array<Lever>({' \
  '    {{"apology_gift", "1", 0, {0, 1}, {0, 0.5}, "assumption", "share of an invoice given with an apology"}, &Levers::apology_gift},'
insert sim/model/stages/experience.cpp 'week.credit[i] += p.recovery_credit * week.invoice[i];' \
  '    week.credit[i] += levers.apology_gift * week.invoice[i];'
cat > "$copy/tests/model/apology_gift.cpp" << 'TEST'
#include <doctest/doctest.h>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {

TEST_CASE("a gift with every apology is credited") {
  const auto credits = [](float gift) {
    Scenario scenario = lively_world();
    levers(scenario).apology_gift = gift;
    tabulate(scenario);
    return simulated(scenario, 12).all_weeks()[0][Item::credits];
  };
  CHECK(credits(0.5f) > credits(0));
}

}  // namespace clientele::scenario
TEST
(($(files_changed) == 3)) || fail "a lever took $(files_changed) files"

echo "An observed state variable: the table, a stage, a test"
insert sim/model/state/accounts.hpp '  Of<std::int32_t> seat;' '  Of<float> red_weeks;'
insert sim/model/state/accounts.hpp 'return std::to_array<Row>({' \
  '        {{"red_weeks", "weeks", Domain::amount, "weeks in a row in which the account cost more than it brought", {}, {"mean red_weeks of accounts", true}}, &State::red_weeks},'
insert sim/model/stages/settle.cpp 'account.lifetime[i] += contribution;' \
  '    account.red_weeks[i] = contribution < 0 ? account.red_weeks[i] + 1 : 0.0f;'
cat > "$copy/tests/model/red_weeks.cpp" << 'TEST'
#include <doctest/doctest.h>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {

TEST_CASE("some accounts cost more than they bring, but none since before it began") {
  LoneMarket market(lively_world());
  market.run_weeks(30);
  const auto& red_weeks = market.accounts().red_weeks;
  int red = 0;
  for (const Row i : market.market.customers.with_account()) {
    CHECK(red_weeks[i] <= 30);
    red += red_weeks[i] > 0;
  }
  CHECK(red > 0);
}

}  // namespace clientele::scenario
TEST
(($(files_changed) == 6)) || fail "a state variable took $(($(files_changed) - 3)) files"

echo "The first build is killed half-way"
setsid "$copy/clientele" policies > "$scratch/killed" 2>&1 &
killed=$!
until (($(find "$folder" -name '*.o' | wc -l) >= 8)); do
  kill -0 "$killed" || { cat "$scratch/killed"; fail "the build ended by itself"; }
  sleep 0.2
done
kill -KILL -- "-$killed"
wait "$killed" && fail "the build was not killed"

echo "Two calls at once finish it, and both answer"
clientele policies > "$scratch/one" 2> "$scratch/said" &
clientele explain apology_gift > "$scratch/other" || fail "the second call"
wait %% || { cat "$scratch/said"; fail "the first call"; }
[[ -s $scratch/one && -s $scratch/other ]] || fail "one of them did not answer"
! grep -qF "$source/" "$folder/build.ninja" || fail "the copy is built from the original"

echo "What the program makes of its tables"
studio=$copy/scenarios/tiny_studio.json
lever=policies.partnership.levers.apology_gift
finds "given with an apology" clientele explain apology_gift
finds '"apology_gift"' clientele schema
finds "weeks in a row" clientele explain red_weeks
clientele compare "$studio" -n 2 -w 26 -q --format json > "$scratch/without"
clientele compare "$studio" -n 2 -w 26 -q --format json --set "$lever=0.5" > "$scratch/with"
! cmp -s "$scratch/without" "$scratch/with" || fail "--set of the lever changed nothing"
clientele sweep "$studio" --vary "$lever=0,0.5" -n 1 -w 26 -q -o "$scratch/sweep.sqlite" --csv "$scratch/swept" > /dev/null
finds apology_gift head -1 "$scratch/swept/runs.csv"
clientele run "$studio" -n 1 -w 26 -q --csv "$scratch/tables" > /dev/null
for table in runs weekly; do finds red_weeks head -1 "$scratch/tables/$table.csv"; done

echo "The tables of the ODD, and the two tests"
cmake --build "$folder" --target test_repository test_model > "$scratch/output" 2>&1 || { cat "$scratch/output"; fail "the tests do not compile"; }
CLIENTELE_REWRITE=1 "$folder/tests/test_repository" --test-case='the tables of the ODD*' > /dev/null
for name in apology_gift red_weeks; do finds "$name" cat "$copy/sim/model/ODD.md"; done
finds "2 passed" "$folder/tests/test_model" --test-case='a gift*,some accounts*'
