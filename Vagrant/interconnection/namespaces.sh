# shellcheck shell=bash
# The namespace side of the rig: what Vagrant and a hypervisor do for virtual machines, done with
# `ip`. Each host is a namespace with one NIC, eth1, on a bridge in a namespace of its own.
# Needs the arrays of topology.sh and $prefix.

wire=wire

namespace() { echo "$prefix-$1"; }
namespace_exists() { [[ -e /run/netns/$prefix-$1 ]]; }

# in_namespace HOST COMMAND...: nsenter rather than `ip netns exec`, whose private mounts would
# hide namespaces made by the command (the VMs) from everybody else.
in_namespace() {
  local host=$1
  shift
  nsenter --net="/run/netns/$prefix-$host" "$@"
}

# All namespaces of this rig that exist.
rig_namespaces() {
  local path
  for path in "/run/netns/$prefix-"*; do
    [[ -e $path ]] && echo "${path##*/}"
  done
  return 0
}

create_wire() {
  ip netns add "$(namespace $wire)"
  ip -n "$(namespace $wire)" link add br0 type bridge
  ip -n "$(namespace $wire)" link set br0 up
}

create_host() {
  local host=$1 device=$1
  ip netns add "$(namespace "$host")"
  ip -n "$(namespace "$host")" link set lo up
  ip link add eth1 netns "$(namespace "$host")" type veth peer name "$device" netns "$(namespace $wire)"
  ip -n "$(namespace $wire)" link set "$device" master br0 up
  ip -n "$(namespace "$host")" link set eth1 up
  ip -n "$(namespace "$host")" address add "${ADDRESS[$host]}/24" dev eth1
}

processes_of_rig() {
  local name
  for name in $(rig_namespaces); do ip netns pids "$name"; done | sort -u
}

no_processes() { [[ -z $(processes_of_rig) ]]; }

signal_processes() {
  local pid
  for pid in $(processes_of_rig); do kill "-$1" "$pid" 2>/dev/null || true; done
}

# Ends what runs in the rig's namespaces. Membership is asked of the kernel each time, so neither
# a stale pidfile nor a recycled process id can name a process that is not the rig's.
stop_processes() {
  signal_processes TERM
  if ! wait_until 5 "the daemons to end" no_processes 2>/dev/null; then
    signal_processes KILL
    wait_until 5 "the killed daemons to end" no_processes
  fi
}

delete_namespaces() {
  local name
  for name in $(rig_namespaces); do ip netns del "$name"; done
}
