# shellcheck shell=bash
# The namespace side of a rig: what Vagrant and a hypervisor do for virtual machines, done with
# `ip`. Each host is a namespace; each network between hosts, a wire, is a bridge in a namespace of
# its own. Needs $prefix and the scenario's function `nics`.

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
  ip netns add "$(namespace "$1")"
  ip -n "$(namespace "$1")" link add br0 type bridge
  ip -n "$(namespace "$1")" link set br0 up
}

# connect HOST DEVICE WIRE ADDRESS: a NIC of the host. On the wire it has the host's name.
connect() {
  local host=$1 device=$2 wire=$3 address=$4
  ip link add "$device" netns "$(namespace "$host")" \
    type veth peer name "$host" netns "$(namespace "$wire")"
  ip -n "$(namespace "$wire")" link set "$host" master br0 up
  ip -n "$(namespace "$host")" link set "$device" up
  ip -n "$(namespace "$host")" address add "$address/24" dev "$device"
}

create_host() {
  local host=$1 device wire address
  ip netns add "$(namespace "$host")"
  ip -n "$(namespace "$host")" link set lo up
  while read -r device wire address; do
    connect "$host" "$device" "$wire" "$address"
  done < <(nics "$host")
}

# runs_on HOST PID: asked of the kernel, as a pidfile may be stale.
runs_on() { [[ $(ip netns identify "$2" 2>/dev/null) == "$(namespace "$1")" ]]; }
ended_on() { ! runs_on "$@"; }

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
