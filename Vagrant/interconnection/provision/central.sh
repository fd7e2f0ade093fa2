#!/usr/bin/env bash
# central.sh ZONE: a zone's databases, ovn-northd and ovn-ic; then its logical network, joined to
# the transit switch that ovn-ic has created.
source "$(dirname "$0")/common.sh"
# shellcheck source=Vagrant/common/provision/northd.sh
source "$(dirname "$0")/../../common/provision/northd.sh"

zone=$1
host=central-$zone
network=net_$zone
router=router_$zone
router_port=$router-$network
transit_port=lrp-$router-$TRANSIT_SWITCH
transit_switch_port=lsp-$TRANSIT_SWITCH-$router

# The name is what makes the zone known to ovn-ic: without it the daemon waits.
name_zone() {
  nbctl set NB_Global . name="$zone"
  if [[ $ROUTES == learned ]]; then
    nbctl set NB_Global . options:ic-route-adv=true options:ic-route-learn=true
  fi
}

# The transit switch has, besides a name, the tunnel key that all zones use for it. northd gives it
# another one as long as ovn-ic has not written that: only afterwards are keys dealt out in an order
# that is the same in every run.
wait_for_transit_switch() {
  wait_until 30 "$TRANSIT_SWITCH in the Northbound database of $zone" \
    nbctl get Logical_Switch "$TRANSIT_SWITCH" other_config:requested-tnl-key
  nbctl --wait=sb sync
}

# Step by step, waiting for northd: it numbers what comes in one transaction in an order that
# differs from run to run.
add_network() {
  nbctl --wait=sb --may-exist ls-add "$network"
  nbctl --wait=sb --may-exist lsp-add "$network" "${VM[$zone]}" \
    -- lsp-set-addresses "${VM[$zone]}" "${VM_MAC[$zone]} $(address_of "${VM_ADDRESS[$zone]}")"
  nbctl --wait=sb --may-exist lr-add "$router" \
    -- --may-exist lrp-add "$router" "$router_port" "${ROUTER_MAC[$zone]}" "${ROUTER_ADDRESS[$zone]}"
  nbctl --wait=sb --may-exist lsp-add "$network" "$network-$router" \
    -- lsp-set-type "$network-$router" router \
    -- lsp-set-addresses "$network-$router" router \
    -- lsp-set-options "$network-$router" router-port="$router_port"
}

join_transit_switch() {
  nbctl --wait=sb --may-exist lrp-add "$router" "$transit_port" \
    "${TRANSIT_MAC[$zone]}" "${TRANSIT_ADDRESS[$zone]}"
  nbctl --wait=sb lrp-set-gateway-chassis "$transit_port" "gw_$zone" 1
  nbctl --wait=sb --may-exist lsp-add "$TRANSIT_SWITCH" "$transit_switch_port" \
    -- lsp-set-addresses "$transit_switch_port" router \
    -- lsp-set-type "$transit_switch_port" router \
    -- lsp-set-options "$transit_switch_port" router-port="$transit_port"
  # The zones come up one after the other, so the daemons number the ports in a known order.
  wait_until 30 "$transit_switch_port in the global Southbound database" \
    prints ovn-ic-sbctl --timeout=1 --db="tcp:${ADDRESS[central-ic]}:$IC_SB_PORT" \
    --bare find Port_Binding logical_port="$transit_switch_port"
}

add_static_routes() {
  local other
  for other in "${ZONES[@]}"; do
    [[ $other == "$zone" ]] && continue
    nbctl --may-exist lr-route-add "$router" \
      "$(network_of "${ROUTER_ADDRESS[$other]}")" "$(address_of "${TRANSIT_ADDRESS[$other]}")"
  done
}

fill_checksums "$(device_with "${ADDRESS[$host]}")"
start_northd
name_zone
"$(dirname "$0")/ic.sh"
wait_for_transit_switch
add_network
join_transit_switch
if [[ $ROUTES == static ]]; then add_static_routes; fi
