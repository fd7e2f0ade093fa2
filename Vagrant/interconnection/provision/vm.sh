#!/usr/bin/env bash
# vm.sh ZONE: on the zone's worker, a network namespace that stands for a virtual machine, plugged
# into br-int as a hypervisor would do it.
source "$(dirname "$0")/common.sh"

zone=$1
vm=${VM[$zone]}
namespace=$NETNS_PREFIX$vm

create_namespace() {
  [[ -e /run/netns/$namespace ]] && return
  ip netns add "$namespace"
  ip link add "$vm" type veth peer name eth0 netns "$namespace"
  ip link set "$vm" up
  ip -n "$namespace" link set lo up
  ip -n "$namespace" link set eth0 address "${VM_MAC[$zone]}" up
  ip -n "$namespace" address add "${VM_ADDRESS[$zone]}" dev eth0
  ip -n "$namespace" route add default via "$(address_of "${ROUTER_ADDRESS[$zone]}")"
}

create_namespace
ovs-vsctl --timeout=30 --may-exist add-port br-int "$vm" \
  -- set Interface "$vm" external_ids:iface-id="$vm"
