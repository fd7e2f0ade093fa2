# shellcheck shell=bash
# The scenario as data: reads `hosts` and `zones` into arrays. Sourced by `rig` and by the
# provisioning scripts, so that the tables are the only place where an address is written.
#
# Each of them uses some of the arrays:
# shellcheck disable=SC2034

scenario=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=Vagrant/common/topology.sh
source "$scenario/../common/topology.sh"

HOSTS=()
declare -A ROLE ZONE ADDRESS
while read -r host role zone address; do
  HOSTS+=("$host")
  ROLE[$host]=$role ZONE[$host]=$zone ADDRESS[$host]=$address
done < <(rows hosts)

ZONES=()
declare -A VM VM_MAC VM_ADDRESS ROUTER_MAC ROUTER_ADDRESS TRANSIT_MAC TRANSIT_ADDRESS
while read -r zone vm vm_mac vm_address router_mac router_address transit_mac transit_address; do
  ZONES+=("$zone")
  VM[$zone]=$vm VM_MAC[$zone]=$vm_mac VM_ADDRESS[$zone]=$vm_address
  ROUTER_MAC[$zone]=$router_mac ROUTER_ADDRESS[$zone]=$router_address
  TRANSIT_MAC[$zone]=$transit_mac TRANSIT_ADDRESS[$zone]=$transit_address
done < <(rows zones)

TRANSIT_SWITCH=ts1
