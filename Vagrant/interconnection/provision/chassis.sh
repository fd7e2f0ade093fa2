#!/usr/bin/env bash
# chassis.sh HOST: Open vSwitch and ovn-controller on a worker or gateway.
source "$(dirname "$0")/common.sh"
# shellcheck source=Vagrant/common/provision/open_vswitch.sh
source "$(dirname "$0")/../../common/provision/open_vswitch.sh"

host=$1
settings=()
if [[ ${ROLE[$host]} == gateway ]]; then settings+=(external_ids:ovn-is-interconn=true); fi

start_chassis_switch "$host" "${ADDRESS[$host]}" "${ADDRESS[central-${ZONE[$host]}]}" "${settings[@]}"
move_address_to_bridge "${ADDRESS[$host]}"
start_ovn_controller
