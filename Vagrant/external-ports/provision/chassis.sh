#!/usr/bin/env bash
# chassis.sh HOST: Open vSwitch and ovn-controller on a worker or gateway, with br-ex on the provider
# network.
source "$(dirname "$0")/common.sh"
# shellcheck source=Vagrant/common/provision/open_vswitch.sh
source "$(dirname "$0")/../../common/provision/open_vswitch.sh"

host=$1
settings=(
  external_ids:ovn-bridge-mappings="external:br-ex,tenant:br-ex"
  # What routers send on a tenant network bears the chassis's MAC: the router's own would seem to
  # come from several places.
  external_ids:ovn-chassis-mac-mappings="tenant:${PROVIDER_MAC[$host]}"
)
if [[ ${ROLE[$host]} == gateway ]]; then
  settings+=(external_ids:ovn-cms-options=enable-chassis-as-gw)
fi

start_chassis_switch "$host" "${ADDRESS[$host]}" "${ADDRESS[central]}" "${settings[@]}"
add_to_bridge br-ex "${PROVIDER_ADDRESS[$host]}"
move_address_to_bridge "${ADDRESS[$host]}"
start_ovn_controller
