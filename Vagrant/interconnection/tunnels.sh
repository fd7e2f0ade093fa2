# shellcheck shell=bash
# Gateways whose tunnels ovn-ic makes in ovn-controller's place: the same ports, which ovn-controller
# takes for its own when it comes back. Sourced by `rig`.

vsctl_on() { on "$1" ovs-vsctl --timeout=10 "${@:2}"; }

# tunnel_ports HOST: the names of the ports of br-int that are tunnels, one a line.
tunnel_ports() {
  local port
  for port in $(vsctl_on "$1" list-ports br-int); do
    [[ -n $(vsctl_on "$1" --if-exists get Port "$port" external_ids:ovn-chassis-id) ]] || continue
    echo "$port"
  done
}

# tunnels HOST: each tunnel's name and all that was configured of it, a line a tunnel.
tunnels() {
  local port
  for port in $(tunnel_ports "$1"); do
    echo "$port" "$(vsctl_on "$1" get Port "$port" external_ids)" \
      "$(vsctl_on "$1" get Interface "$port" type options bfd | tr '\n' ' ')"
  done | sort
}

tunnels_are() { [[ $(tunnels "$1") == "$2" ]]; }

# tunnel_rows HOST: which rows the tunnels are; other rows, if somebody makes them anew.
tunnel_rows() {
  local port
  for port in $(tunnel_ports "$1"); do
    vsctl_on "$1" get Port "$port" _uuid -- get Interface "$port" _uuid
  done | sort
}

# Without a farewell: its rows, and so the chassis, stay.
stop_ovn_controller() {
  local pid
  pid=$(<"$dir/$1/run/ovn-controller.pid")
  on "$1" ovn-appctl --timeout=10 -t ovn-controller exit --restart
  wait_until 10 "ovn-controller of $1 to exit" ended_on "$1" "$pid"
}

# replace_tunnels HOST PROGRAM: removes the tunnels, and has PROGRAM make them.
replace_tunnels() {
  local host=$1 port wanted
  wanted=$(tunnels "$host")
  stop_ovn_controller "$host"
  for port in $(tunnel_ports "$host"); do vsctl_on "$host" del-port br-int "$port"; done
  choose_program "$host" ovn-ic "$2"
  provision "$host" tunnels "$host"
  if ! wait_until 10 "the tunnels of $host" tunnels_are "$host" "$wanted"; then
    diff <(echo "$wanted") <(tunnels "$host") >&2
    return 1
  fi
}

# make_tunnels PROGRAM: those of both gateways; then ovn-controller comes back, and packets go.
make_tunnels() {
  local host gateways=() count=0
  declare -A rows=() configured=()
  if ! is_up; then raise; fi
  check_packets >/dev/null
  for host in "${HOSTS[@]}"; do if [[ ${ROLE[$host]} == gateway ]]; then gateways+=("$host"); fi; done
  for host in "${gateways[@]}"; do
    replace_tunnels "$host" "$1"
    rows[$host]=$(tunnel_rows "$host")
    configured[$host]=$(tunnels "$host")
    provision "$host" chassis "$host"
  done
  check_packets
  for host in "${gateways[@]}"; do
    if [[ $(tunnel_rows "$host") != "${rows[$host]}" ]] || ! tunnels_are "$host" "${configured[$host]}"; then
      fail "ovn-controller of $host did not take the tunnels for its own"
    fi
    count=$((count + $(tunnel_ports "$host" | wc -l)))
  done
  echo "$count tunnels as ovn-controller makes them, by $1"
}
