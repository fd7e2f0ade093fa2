#!/usr/bin/env bash
# vms.sh HOST: the host's virtual machines. On a host without OVN their ports are access ports of
# the network's VLAN, and DHCP configures them.
source "$(dirname "$0")/common.sh"
# shellcheck source=Vagrant/common/provision/vm.sh
source "$(dirname "$0")/../../common/provision/vm.sh"

host=$1

for vm in "${VMS[@]}"; do
  [[ ${VM_HOST[$vm]} == "$host" ]] || continue
  network=${VM_NETWORK[$vm]}
  if ! vm_exists "$vm"; then create_vm "$vm" "${VM_MAC[$vm]}"; fi
  if [[ ${ROLE[$host]} == host ]]; then
    ovs-vsctl --timeout=30 --may-exist add-port br-ex "$vm" tag="${VLAN[$network]}"
  else
    configure_vm "$vm" "${VM_ADDRESS[$vm]}" "$(address_of "${ROUTER_ADDRESS[$network]}")"
    bind_vm "$vm"
  fi
done
