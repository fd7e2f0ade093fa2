# shellcheck shell=bash
# Open vSwitch and ovn-controller, on a host with a switch. The datapath is the userspace one, which
# needs no kernel module and so is the same everywhere. Sourced after common.sh.

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

# start_open_vswitch HOST [SETTING...]: with the SETTINGs, as ovs-vsctl writes them, on its row.
start_open_vswitch() {
  local host=$1
  shift
  mkdir -p "$OVN_RUNDIR" "$OVS_RUNDIR" "$OVS_LOGDIR" "$OVS_DBDIR"
  [[ -e $OVS_DBDIR/conf.db ]] ||
    ovsdb-tool create "$OVS_DBDIR/conf.db" /usr/share/openvswitch/vswitch.ovsschema
  start "$OVS_RUNDIR" ovsdb-server --remote="punix:$OVS_RUNDIR/db.sock" "$OVS_DBDIR/conf.db"
  # Host names have no underscores; chassis names may.
  vsctl --no-wait init -- set Open_vSwitch . \
    external_ids:system-id="$host" external_ids:hostname="${host/_/-}" "$@"
  start "$OVS_RUNDIR" ovs-vswitchd "unix:$OVS_RUNDIR/db.sock"
}

# start_chassis_switch HOST ADDRESS CENTRAL [SETTING...]: Open vSwitch of a chassis, told its address
# on the underlay and that of the central host.
start_chassis_switch() {
  start_open_vswitch "$1" \
    external_ids:ovn-remote="tcp:$3:$SB_PORT" \
    external_ids:ovn-encap-type=geneve \
    external_ids:ovn-encap-ip="$2" \
    external_ids:ovn-bridge-datapath-type=netdev \
    "${@:4}"
}

# add_to_bridge BRIDGE ADDRESS: the NIC that has the address gives it up and becomes a port of the
# bridge; nothing happens when no NIC has it.
add_to_bridge() {
  local bridge=$1 address=$2 device
  device=$(device_with "$address")
  [[ -z $device || $device == "$bridge" ]] && return
  fill_checksums "$device"
  vsctl --may-exist add-br "$bridge" \
    -- set Bridge "$bridge" datapath_type=netdev \
    -- --may-exist add-port "$bridge" "$device"
  ip address del "$address/24" dev "$device"
}

# Userspace tunnels leave by an OVS bridge: it takes over the NIC and the host's address. A switch
# that is started anew makes the bridge's device anew, without address.
move_address_to_bridge() {
  add_to_bridge br-phys "$1"
  wait_until 10 "the device br-phys" ip link show br-phys
  ip address replace "$1/24" dev br-phys
  ip link set br-phys up
}

start_ovn_controller() {
  start "$OVN_RUNDIR" ovn-controller "unix:$OVS_RUNDIR/db.sock"
  wait_until 30 "br-int on this host" vsctl br-exists br-int
}
