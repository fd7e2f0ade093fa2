# shellcheck shell=bash

# wait_until SECONDS WHAT COMMAND...: polls until COMMAND succeeds; names WHAT when it never does.
wait_until() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= deadline)); then
      echo "$(basename "$0"): gave up waiting for $what" >&2
      return 1
    fi
    sleep 0.1
  done
}
