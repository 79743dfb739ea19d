# shellcheck shell=bash
# The parts of tools/check, one function each: `bash tools/lib/parts.sh NAME` runs one, its output goes
# where the caller says. A part fails when one of its commands does.

set -euo pipefail
source tools/lib/progress.sh
source tools/lib/node.sh
source tools/lib/build.sh
use_node
export NO_COLOR=1

run_cpp_tests() {
  build_preset "$1"
  ctest --test-dir "build/$1" --verbose --no-tests=error --parallel "$(jobs_at_once)"
}

run_node_tests() { node --test --test-reporter=spec "$@"; }

part_format() {
  tools/format --check
}

part_rules() {
  node tools/tidy.mjs
  run_node_tests 'tests/tools/*.test.mjs' 'tests/unit/*/*.test.mjs'
}

part_debug() { run_cpp_tests debug; }
part_asan() { run_cpp_tests asan; }
part_release() { run_cpp_tests release; }

part_wasm() {
  build_preset wasm
  run_node_tests 'tests/wasm/*.test.mjs'
}

part_lessons() {
  build_preset release
  build_preset wasm
  local pack
  for pack in lessons/*/; do build/release/grader/cli/nightshift check "${pack%/}"; done
  run_node_tests 'tests/lessons/*.test.mjs' 'tests/reports/*.test.mjs' 'tests/judge/*.test.mjs'
}

part_web() {
  cd web
  node --run test
}

part_site() {
  build_site
  cd web
  node --run check
}

part_e2e() {
  build_site
  cd web
  node --run e2e
}

# A short run from a fixed seed; long ones are run by hand (tests/fuzz/README.md).
part_fuzz() {
  build_preset asan fuzzers
  local target
  for target in build/asan/tests/fuzz/fuzz_*; do
    if [[ -f $target && -x $target ]]; then run_fuzzer "$target" -runs=5000 -seed=1; fi
  done
}

part_tidy() {
  build_preset debug
  run-clang-tidy -quiet -p build/debug -j "$(jobs_at_once)" '/(engine|grader)/.*\.cc$'
}

part_bench() {
  install_npm_packages tests/bench
  build_site
  node tests/bench/run.mjs
}

"part_$1"
