#!/usr/bin/env bash
# vm.sh ZONE: the zone's virtual machine, on its worker.
source "$(dirname "$0")/common.sh"
# shellcheck source=Vagrant/common/provision/vm.sh
source "$(dirname "$0")/../../common/provision/vm.sh"

zone=$1
vm=${VM[$zone]}

if ! vm_exists "$vm"; then create_vm "$vm" "${VM_MAC[$zone]}"; fi
configure_vm "$vm" "${VM_ADDRESS[$zone]}" "$(address_of "${ROUTER_ADDRESS[$zone]}")"
bind_vm "$vm"
