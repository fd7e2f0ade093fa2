# shellcheck shell=bash
# Network namespaces that stand for virtual machines. Sourced after common.sh.

vm_exists() { [[ -e /run/netns/$NETNS_PREFIX$1 ]]; }

# create_vm NAME MAC: with one NIC, eth0, whose other end is the host's device NAME.
create_vm() {
  local vm=$1 mac=$2 namespace=$NETNS_PREFIX$1
  ip netns add "$namespace"
  ip link add "$vm" type veth peer name eth0 netns "$namespace"
  ip link set "$vm" up
  ip -n "$namespace" link set lo up
  ip -n "$namespace" link set eth0 address "$mac" up
}

# configure_vm NAME ADDRESS/LENGTH GATEWAY
configure_vm() {
  ip -n "$NETNS_PREFIX$1" address replace "$2" dev eth0
  ip -n "$NETNS_PREFIX$1" route replace default via "$3"
}

# bind_vm NAME: plugs it into br-int as a hypervisor would do it.
bind_vm() {
  ovs-vsctl --timeout=30 --may-exist add-port br-int "$1" \
    -- set Interface "$1" external_ids:iface-id="$1"
}
