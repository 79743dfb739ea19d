# shellcheck shell=bash
# Sourced by the tools: builds one thing each, and nothing again that is up to date. Expects
# tools/lib/progress.sh and the repository's root as the working folder.

configure_preset() {
  if [[ -f build/$1/build.ninja ]]; then return 0; fi
  cmake --preset "$1"
}

# build_preset NAME [TARGET...]
build_preset() {
  local preset=$1
  shift
  configure_preset "$preset"
  cmake --build "build/$preset" --parallel "$(jobs_at_once)" ${1:+--target "$@"}
}

# build/packs/<pack>.nightshift for learners, and the module that opens them.
build_module_and_packs() {
  build_preset release grader/cli/nightshift
  build_preset wasm nightshift_wasm
  local pack name
  mkdir -p build/packs
  for pack in lessons/*/pack.json; do
    name=$(basename "$(dirname "$pack")")
    build/release/grader/cli/nightshift pack "lessons/$name" --audience learner \
      -o "build/packs/$name.nightshift"
  done
}

# The site is built again only when something that it is made of is newer.
build_site() {
  build_module_and_packs
  local stamp=build/site.stamp
  if [[ -f $stamp && -d web/dist && -z $(find web build/packs build/wasm/nightshift{,.judge}.wasm \
    \( -name node_modules -o -name dist -o -name test-results \) -prune -o \
    -type f -newer "$stamp" -print -quit) ]]; then
    return 0
  fi
  (cd web && NIGHTSHIFT_CORE="$OLDPWD/build/wasm/nightshift.wasm" node --run build)
  touch "$stamp"
}

# run_fuzzer PROGRAM OPTION...: new finds go beside the program, the committed seeds are only read.
run_fuzzer() {
  local program=$1 name
  shift
  name=$(basename "$program")
  mkdir -p "build/fuzz/corpus/$name" "build/fuzz/finds"
  echo "== $name"
  "$program" "$@" -max_len=20000 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    "-artifact_prefix=build/fuzz/finds/$name-" "build/fuzz/corpus/$name" \
    "tests/fuzz/seeds/${name#fuzz_}"
}
