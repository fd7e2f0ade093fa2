#!/usr/bin/env bash
# ic.sh: ovn-ic of a zone, on its central host; nothing happens when it runs.
source "$(dirname "$0")/common.sh"

"$OVN_CTL" --no-monitor start_ic \
  --ovn-ic-nb-db="tcp:${ADDRESS[central-ic]}:$IC_NB_PORT" \
  --ovn-ic-sb-db="tcp:${ADDRESS[central-ic]}:$IC_SB_PORT"
