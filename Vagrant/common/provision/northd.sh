# shellcheck shell=bash
# A zone's databases and ovn-northd, on its central host. Sourced after common.sh.

nbctl() { ovn-nbctl --timeout=10 "$@"; }

start_northd() {
  "$OVN_CTL" --no-monitor start_northd \
    --db-nb-create-insecure-remote=yes --db-nb-port="$NB_PORT" \
    --db-sb-create-insecure-remote=yes --db-sb-port="$SB_PORT"
  wait_until 10 "OVN_Northbound" nbctl show
}
