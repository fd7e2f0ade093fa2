#!/usr/bin/env bash
# central: the zone's databases and ovn-northd; then its logical networks: two tenant networks behind
# a router with SNAT and floating IPs, and a port of type external, with DHCP.
source "$(dirname "$0")/common.sh"
# shellcheck source=Vagrant/common/provision/northd.sh
source "$(dirname "$0")/../../common/provision/northd.sh"

# The public network is untagged.
add_network() {
  local network=$1 localnet=$1-localnet physical=tenant
  if [[ $network == public ]]; then physical=external; fi
  nbctl --may-exist ls-add "$network" \
    -- --may-exist lsp-add "$network" "$localnet" \
    -- lsp-set-type "$localnet" localnet \
    -- lsp-set-addresses "$localnet" unknown \
    -- lsp-set-options "$localnet" network_name="$physical"
  if [[ ${VLAN[$network]} != - ]]; then
    nbctl set Logical_Switch_Port "$localnet" tag="${VLAN[$network]}"
  fi
}

join_router() {
  local network=$1 router_port=$ROUTER-$1 switch_port=$1-$ROUTER
  nbctl --may-exist lrp-add "$ROUTER" "$router_port" \
    "${ROUTER_MAC[$network]}" "${ROUTER_ADDRESS[$network]}" \
    -- --may-exist lsp-add "$network" "$switch_port" \
    -- lsp-set-type "$switch_port" router \
    -- lsp-set-addresses "$switch_port" router \
    -- lsp-set-options "$switch_port" router-port="$router_port"
}

add_vm() {
  local vm=$1
  nbctl --may-exist lsp-add "${VM_NETWORK[$vm]}" "$vm" \
    -- lsp-set-addresses "$vm" "${VM_MAC[$vm]} $(address_of "${VM_ADDRESS[$vm]}")"
  if [[ ${FLOATING_IP[$vm]} != - ]]; then
    nbctl --may-exist lr-nat-add "$ROUTER" dnat_and_snat "${FLOATING_IP[$vm]}" \
      "$(address_of "${VM_ADDRESS[$vm]}")" "$vm" "${FLOATING_MAC[$vm]}"
  fi
}

# The way out is by gw1, and by gw2 without it.
add_way_out() {
  local network
  nbctl lrp-set-gateway-chassis "$ROUTER-public" gw1 20 \
    -- lrp-set-gateway-chassis "$ROUTER-public" gw2 10
  for network in "${NETWORKS[@]}"; do
    [[ $network == public ]] && continue
    nbctl --may-exist lr-nat-add "$ROUTER" snat \
      "$(address_of "${ROUTER_ADDRESS[public]}")" "$(network_of "${ROUTER_ADDRESS[$network]}")"
  done
}

# group_row, dhcp_row: UUIDs, or nothing.
group_row() { nbctl --bare --columns=_uuid find HA_Chassis_Group name="$EXTERNAL_GROUP"; }
dhcp_row() { nbctl --bare --columns=_uuid find DHCP_Options cidr="$1"; }

# The external port is served by the group's chassis of the highest priority: gw2, alone at first.
make_port_external() {
  [[ -n $(group_row) ]] || nbctl ha-chassis-group-add "$EXTERNAL_GROUP"
  nbctl ha-chassis-group-add-chassis "$EXTERNAL_GROUP" gw2 20
  nbctl lsp-set-type "$EXTERNAL_PORT" external \
    -- set Logical_Switch_Port "$EXTERNAL_PORT" ha_chassis_group="$(group_row)"
}

serve_dhcp() {
  local network=${VM_NETWORK[$EXTERNAL_PORT]} router cidr
  router=$(address_of "${ROUTER_ADDRESS[$network]}")
  cidr=$(network_of "${ROUTER_ADDRESS[$network]}")
  [[ -n $(dhcp_row "$cidr") ]] || nbctl dhcp-options-create "$cidr"
  nbctl dhcp-options-set-options "$(dhcp_row "$cidr")" \
    lease_time=3600 router="$router" server_id="$router" server_mac=40:44:44:00:aa:ee \
    -- lsp-set-dhcpv4-options "$EXTERNAL_PORT" "$(dhcp_row "$cidr")"
}

fill_checksums "$(device_with "${ADDRESS[central]}")"
start_northd
nbctl --may-exist lr-add "$ROUTER"
for network in "${NETWORKS[@]}"; do
  add_network "$network"
  join_router "$network"
done
for vm in "${VMS[@]}"; do add_vm "$vm"; done
add_way_out
make_port_external
serve_dhcp
