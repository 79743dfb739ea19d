# shellcheck shell=bash
# Sourced by the tools: one way to speak, to stop, and to run a step with its output in a file.

say() { printf '[%s] %s\n' "$(date +%H:%M:%S)" "$*"; }

stop() {
  printf 'error: %s\n' "$@" >&2
  exit 2
}

# run_logged FILE COMMAND...: the output goes to FILE; its end is shown when the command fails.
run_logged() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  if "$@" >"$log" 2>&1 </dev/null; then return 0; fi
  tail -n 40 "$log" >&2
  return 1
}

# How many programs to run at a time: NIGHTSHIFT_JOBS, or one per processor.
jobs_at_once() { echo "${NIGHTSHIFT_JOBS:-$(nproc)}"; }
