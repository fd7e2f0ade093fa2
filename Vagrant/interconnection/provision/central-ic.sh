#!/usr/bin/env bash
# central-ic: the two global databases and, in them, the transit switch.
source "$(dirname "$0")/common.sh"

start_databases() {
  "$OVN_CTL" --no-monitor start_ic_ovsdb \
    --db-ic-nb-create-insecure-remote=yes --db-ic-nb-port="$IC_NB_PORT" \
    --db-ic-sb-create-insecure-remote=yes --db-ic-sb-port="$IC_SB_PORT"
  wait_until 10 "OVN_IC_Northbound" ovn-ic-nbctl --timeout=1 show
  wait_until 10 "OVN_IC_Southbound" ovn-ic-sbctl --timeout=1 show
}

fill_checksums "$(device_with "${ADDRESS[central-ic]}")"
start_databases
ovn-ic-nbctl --timeout=10 --may-exist ts-add "$TRANSIT_SWITCH"
