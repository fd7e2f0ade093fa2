# shellcheck shell=bash
# The scenario as data: reads `hosts`, `networks` and `vms` into arrays. Sourced by `rig` and by the
# provisioning scripts, so that the tables are the only place where an address is written.
#
# Each of them uses some of the arrays:
# shellcheck disable=SC2034

scenario=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=Vagrant/common/topology.sh
source "$scenario/../common/topology.sh"

HOSTS=()
declare -A ROLE ADDRESS PROVIDER_ADDRESS PROVIDER_MAC
while read -r host role address provider_address provider_mac; do
  HOSTS+=("$host")
  ROLE[$host]=$role ADDRESS[$host]=$address
  PROVIDER_ADDRESS[$host]=$provider_address PROVIDER_MAC[$host]=$provider_mac
done < <(rows hosts)

NETWORKS=()
declare -A VLAN ROUTER_MAC ROUTER_ADDRESS
while read -r network vlan router_mac router_address; do
  NETWORKS+=("$network")
  VLAN[$network]=$vlan ROUTER_MAC[$network]=$router_mac ROUTER_ADDRESS[$network]=$router_address
done < <(rows networks)

VMS=()
declare -A VM_HOST VM_NETWORK VM_MAC VM_ADDRESS FLOATING_IP FLOATING_MAC
while read -r vm host network vm_mac vm_address floating_ip floating_mac; do
  VMS+=("$vm")
  VM_HOST[$vm]=$host VM_NETWORK[$vm]=$network VM_MAC[$vm]=$vm_mac VM_ADDRESS[$vm]=$vm_address
  FLOATING_IP[$vm]=$floating_ip FLOATING_MAC[$vm]=$floating_mac
done < <(rows vms)

ROUTER=router1
# The port of type external, and the group of chassis of which one serves it.
EXTERNAL_PORT=pext
EXTERNAL_GROUP=default2
