#!/usr/bin/env bash
# tunnels.sh HOST: an ovn-ic on a gateway that keeps its tunnels, and stands by for its zone's own.
source "$(dirname "$0")/common.sh"

zone=${ZONE[$1]}
central=${ADDRESS[central-$zone]}
global=${ADDRESS[central-ic]}

ovn-ic --detach --no-chdir --pidfile="$OVN_RUNDIR/ovn-ic.pid" --log-file -vconsole:off -vsyslog:off \
  --ovnnb-db="tcp:$central:$NB_PORT" --ovnsb-db="tcp:$central:$SB_PORT" \
  --ic-nb-db="tcp:$global:$IC_NB_PORT" --ic-sb-db="tcp:$global:$IC_SB_PORT" \
  --tunnels-db="unix:$OVS_RUNDIR/db.sock"
