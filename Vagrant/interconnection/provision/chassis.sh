#!/usr/bin/env bash
# chassis.sh HOST: Open vSwitch and ovn-controller on a worker or gateway. The datapath is the
# userspace one, which needs no kernel module and so is the same everywhere.
source "$(dirname "$0")/common.sh"

host=$1
zone=${ZONE[$host]}
address=${ADDRESS[$host]}

vsctl() { ovs-vsctl --timeout=30 "$@"; }

# is_running PIDFILE DAEMON: the file names a process that goes by the daemon's name.
is_running() {
  local pid
  pid=$(cat "$1" 2>/dev/null) && [[ $(cat "/proc/$pid/comm" 2>/dev/null) == "$2" ]]
}

# start RUNDIR DAEMON ARGUMENT...: detached, with the pidfile and control socket where
# `ovs-appctl` looks. (ovs-ctl, the distribution's script, insists on loading a kernel module.)
start() {
  local pidfile=$1/$2.pid
  shift
  is_running "$pidfile" "$1" ||
    "$@" --detach --no-chdir --pidfile="$pidfile" --log-file -vconsole:off -vsyslog:off
}

start_open_vswitch() {
  mkdir -p "$OVN_RUNDIR" "$OVS_RUNDIR" "$OVS_LOGDIR" "$OVS_DBDIR"
  [[ -e $OVS_DBDIR/conf.db ]] ||
    ovsdb-tool create "$OVS_DBDIR/conf.db" /usr/share/openvswitch/vswitch.ovsschema
  start "$OVS_RUNDIR" ovsdb-server --remote="punix:$OVS_RUNDIR/db.sock" "$OVS_DBDIR/conf.db"
  # Host names have no underscores; chassis names in this scenario have.
  vsctl --no-wait init -- set Open_vSwitch . \
    external_ids:system-id="$host" \
    external_ids:hostname="${host/_/-}" \
    external_ids:ovn-remote="tcp:${ADDRESS[central-$zone]}:$SB_PORT" \
    external_ids:ovn-encap-type=geneve \
    external_ids:ovn-encap-ip="$address" \
    external_ids:ovn-bridge-datapath-type=netdev
  if [[ ${ROLE[$host]} == gateway ]]; then
    vsctl --no-wait set Open_vSwitch . external_ids:ovn-is-interconn=true
  fi
  start "$OVS_RUNDIR" ovs-vswitchd "unix:$OVS_RUNDIR/db.sock"
}

# Userspace tunnels leave by an OVS bridge: it takes over the NIC and the host's address.
move_address_to_bridge() {
  local device
  device=$(underlay_device "$address")
  [[ $device == br-phys ]] && return
  fill_checksums "$device"
  vsctl --may-exist add-br br-phys \
    -- set Bridge br-phys datapath_type=netdev \
    -- --may-exist add-port br-phys "$device"
  ip address del "$address/24" dev "$device"
  ip address add "$address/24" dev br-phys
  ip link set br-phys up
}

start_ovn_controller() {
  start "$OVN_RUNDIR" ovn-controller "unix:$OVS_RUNDIR/db.sock"
  wait_until 30 "br-int on $host" vsctl br-exists br-int
}

start_open_vswitch
move_address_to_bridge
start_ovn_controller
