# shellcheck shell=bash
# What two runs of the scenario are compared by: the contents of the six databases and the outputs
# of the show commands, with names in the place of UUIDs. Sourced by `rig`.

# databases_of HOST: schema and socket, one a line.
databases_of() {
  case ${ROLE[$1]} in
    central-ic) printf '%s\n' "OVN_IC_Northbound ovn_ic_nb_db" "OVN_IC_Southbound ovn_ic_sb_db" ;;
    central) printf '%s\n' "OVN_Northbound ovnnb_db" "OVN_Southbound ovnsb_db" ;;
  esac
}

# contents DIRECTORY: the databases as JSON, a file each, named for host and schema.
contents() {
  local host schema socket
  for host in "${HOSTS[@]}"; do
    databases_of "$host" | while read -r schema socket; do
      on "$host" ovsdb-client dump --timeout=10 --format=json \
        "unix:$dir/$host/run/$socket.sock" "$schema" >"$1/$host.$schema" </dev/null
    done
  done
}

# naming FILE...: a sed script, UUIDs to names.
naming() {
  jq --raw-output --from-file "$scenario/compare/names.jq" "$@"
  echo 's,[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12},<row>,g'
  # northd draws the address of the service monitor at random; flows contain it.
  jq --raw-output '.headings as $headings | .data[] as $row
    | range($headings | length) | select($headings[.] == "options") | $row[.][1][]
    | select(.[0] == "svc_monitor_mac") | "s,\(.[1]),<svc_monitor_mac>,g"' "$@" | sort -u
}

# Contents and show outputs at one moment, so that equal states print equal lines. Lines are
# sorted, as rows and the parts of a show output come in the order of UUIDs.
snapshot() {
  local work file
  work=$(mktemp -d "$dir/snapshot.XXXXXX")
  mkdir "$work/tables"
  contents "$work/tables"
  naming "$work"/tables/* >"$work/names.sed"
  for file in "$work"/tables/*; do
    sed --regexp-extended --file="$work/names.sed" "$file" |
      jq --raw-output --arg database "${file##*/}" --from-file "$scenario/compare/rows.jq"
  done | sort
  show | sed --regexp-extended --file="$work/names.sed" |
    awk '/^===/ { heading = $0; next } NF { print heading ":", $0 }' | sort
  rm -r "$work"
}

# Two snapshots a second apart are equal: the daemons have nothing left to do.
snapshot_twice_the_same() {
  snapshot >"$1"
  sleep 1
  snapshot | cmp --silent - "$1"
}

# dump FILE: a snapshot of what the daemons come to.
dump() { wait_until 60 "the databases to settle" snapshot_twice_the_same "$1"; }

# state_with PROGRAM FILE: the scenario's final state when PROGRAM is ovn-ic of both zones.
state_with() {
  choose_ic "$1"
  raise
  check_packets
  dump "$2"
  tear_down
}

compare() {
  local results
  results=$(mktemp -d)
  temporary_files+=("$results")
  state_with ovn-ic "$results/ovn-ic"
  state_with "$1" "$results/other"
  if ! diff --unified=0 "$results/ovn-ic" "$results/other"; then
    echo "rig: $1 leaves something else in the databases than ovn-ic" >&2
    return 1
  fi
  echo "the same $(wc -l <"$results/other") lines with ovn-ic and with $1"
}
