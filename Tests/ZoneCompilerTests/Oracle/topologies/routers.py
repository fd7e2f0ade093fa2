"""Routers: their ports, routes, policies and translation."""

from .topology import Ref


class Router:
    def __init__(self, name, gateway):
        self.name, self.gateway = name, gateway
        self.ports = []             # RouterPort
        self.gateway_ports = []


class RouterPort:
    """A router's port and the switch behind it, if it has one."""

    def __init__(self, name, switch, host, six):
        self.name, self.switch, self.host, self.six = name, switch, host, six


def draw_routers(topology, draw):
    for index in range(1, 1 + draw.randrange(4)):
        name = topology.name(draw, "r%d" % index)
        router = Router(name, draw.chance(0.35))
        options = draw.options(
            0.12, requested__tnl__key=[str(50 + index)], always_learn_from_arp_request=["true", "false"],
            dynamic_neigh_routers=["true", "false"], snat__ct__zone=["7"], mcast_relay=["true", "false"],
            dnat_force_snat_ip=["198.18.2.99", "198.18.2.98 fd99:2::98"])
        if draw.chance(0.1):
            options["lb_force_snat_ip"] = draw.one(("router_ip", "198.18.2.97", "198.18.2.97 fd99:2::97"))
        if router.gateway:
            options["chassis"] = draw.odd(draw.one(("hv1", "hv2", "ghost")))
        columns = {"name": name, "options": options}
        if draw.chance(0.08):
            columns["enabled"] = draw.chance(0.5)
        topology.create("Logical_Router", columns)
        if topology.known("copp") and draw.chance(0.3):
            topology.line("lr-copp-add", draw.one(topology.known("copp")), name)
        topology.routers.append(router)
        for switch in draw.some(topology.switches, 4):
            draw_link(topology, draw, router, switch, index)
        if draw.chance(0.15):
            draw_router_port(topology, draw, router, None, index)
    for left, right in zip(topology.routers, topology.routers[1:]):
        if draw.chance(0.3):
            draw_peers(topology, draw, left, right)


def draw_link(topology, draw, router, switch, index):
    """A router's port on a switch, and the switch's port that leads to it."""
    port = draw_router_port(topology, draw, router, switch, index)
    options = {"router-port": draw.odd(port.name)}
    if draw.chance(0.4) and len(router.gateway_ports) < 2:
        options["nat-addresses"] = draw.odd(draw.one(("router", "router", "02:aa:00:00:0e:0e 198.18.2.250")))
    options.update(draw.options(
        0.1, exclude__lb__vips__from__garp=["true"], arp_proxy=["10.9.9.0/24", "02:aa:00:00:0f:0f 10.9.9.9 fd97::/64"],
        mcast_flood=["true"], mcast_flood_reports=["true"], requested__tnl__key=[str(20 + index)]))
    mac = switch.mac(index)
    columns = {
        "name": topology.name(draw, "%s-%s" % (switch.name, router.name)), "type": "router", "options": options,
        "addresses": [draw.odd(draw.one(("router", "router", "router", mac, "%s %s" % (mac, switch.v4(index)), "unknown")))]}
    if draw.chance(0.05):
        columns["enabled"] = draw.chance(0.5)
    if draw.chance(0.05):
        columns["port_security"] = [mac]
    topology.create("Logical_Switch_Port", columns, ("Logical_Switch", switch.name, "ports"))
    switch.router_ports.append(port)


def draw_router_port(topology, draw, router, switch, index):
    name = topology.name(draw, "%s-%s" % (router.name, switch.name if switch else "lone"))
    six = draw.chance(0.6)
    if switch:
        networks = ["%s/24" % switch.v4(index)] + (["%s/64" % switch.v6(index)] if six else [])
        if six and draw.chance(0.15):
            networks = networks[1:]
        if draw.chance(0.15):
            networks.append("10.2.%d.%d/24" % (switch.index, index))
        if draw.chance(0.1):
            networks.append("fe80::%x/64" % (index + 15))
    else:
        networks = ["10.3.%d.1/24" % index, "fd13:%d::1/64" % index]
    mac = switch.mac(index) if switch else "02:aa:00:03:00:%02x" % index
    columns = {"name": name, "mac": draw.odd(mac), "networks": [draw.odd(n) for n in networks]}
    port = RouterPort(name, switch, index, six and len(networks) > 1)
    options = draw.options(
        0.08, gateway_mtu=["1400", "1500", "0"], gateway_mtu_bypass=["tcp", "ip4.src == 10.0.0.0/8"],
        mcast_flood=["true", "false"], requested__tnl__key=["%d%d" % (index, switch.index if switch else 9)], route_table=["rtA", "rtB"],
        reside__on__redirect__chassis=["true", "false"], prefix=["true"], prefix_delegation=["true"])
    if not router.gateway and switch and draw.chance(0.55 if switch.outer else 0.05) or draw.chance(0.02):
        router.gateway_ports.append(port)
        options.pop("requested-tnl-key", None)      # its chassis redirect port asks for the same
        if topology.known("groups") and draw.chance(0.4):
            columns["ha_chassis_group"] = Ref("HA_Chassis_Group", draw.one(topology.known("groups")))
        if len(router.gateway_ports) == 1:
            options.update(draw.options(0.3, redirect__type=["bridged", "overlay"]))
    if draw.chance(0.05):
        columns["enabled"] = draw.chance(0.3)
    if options:
        columns["options"] = options
    topology.create("Logical_Router_Port", columns, ("Logical_Router", router.name, "ports"))
    if port in router.gateway_ports and ("ha_chassis_group" not in columns or draw.chance(0.1)):
        for priority, chassis in enumerate(["hv1"] + draw.some(["hv2", "hv3", "ghost"])):
            topology.create("Gateway_Chassis", {
                "name": "%s-%s" % (name, chassis), "chassis_name": chassis, "priority": draw.one((10, 20)) + priority,
            }, ("Logical_Router_Port", name, "gateway_chassis"))
    router.ports.append(port)
    topology.router_ports.append(port)
    return port


def draw_peers(topology, draw, left, right):
    names = ["%s-to-%s" % (a.name, b.name) for a, b in ((left, right), (right, left))]
    for index, (router, name) in enumerate(zip((left, right), names)):
        columns = {
            "name": name, "mac": "02:aa:00:04:00:0%d" % (index + 1), "peer": draw.odd(draw.one([names[1 - index]] * 8 + [name, "r1-sw1", "ghost"])),
            "networks": ["10.4.1.%d/30" % (index + 1)] + (["fd14::%d/64" % (index + 1)] if draw.chance(0.5) else [])}
        topology.create("Logical_Router_Port", columns, ("Logical_Router", router.name, "ports"))


def draw_interconnect(topology, draw):
    """A transit switch with far ends, and what they announce."""
    if not topology.routers or not draw.chance(0.25):
        return
    topology.create("Logical_Switch", {"name": "ts", "other_config": {"interconn-ts": "ts", "requested-tnl-key": "16711682"}})
    router = draw.one(topology.routers)
    topology.create("Logical_Router_Port", {
        "name": "r-ts", "mac": "02:aa:00:05:00:01", "networks": ["169.254.100.1/24", "fd15::1/64"]},
        ("Logical_Router", router.name, "ports"))
    for priority, chassis in enumerate(draw.some(["hv1", "hv2"], 2)):
        topology.create("Gateway_Chassis", {
            "name": "r-ts-" + chassis, "chassis_name": chassis, "priority": priority},
            ("Logical_Router_Port", "r-ts", "gateway_chassis"))
        router.gateway_ports.append(None)
    topology.create("Logical_Switch_Port", {
        "name": "ts-r", "type": "router", "addresses": ["router"], "options": {"router-port": "r-ts", "requested-tnl-key": "1"}},
        ("Logical_Switch", "ts", "ports"))
    for far in range(2, 2 + draw.randrange(3)):
        topology.create("Logical_Switch_Port", {
            "name": "ts-far%d" % far, "type": "remote", "options": {"requested-tnl-key": str(far)},
            "addresses": ["02:aa:00:05:00:0%d 169.254.100.%d/24 fd15::%d/64" % (far, far, far)]},
            ("Logical_Switch", "ts", "ports"))
        topology.create("Logical_Router_Static_Route", {
            "ip_prefix": draw.one(("10.5%d.0.0/16", "fd5%d::/32")) % far, "nexthop": "169.254.100.%d" % far,
            "options": {"origin": draw.one(("connected", "static"))}, "external_ids": {"ic-learned-route": "7"}},
            ("Logical_Router", router.name, "static_routes"), tagged=True)


def draw_advertisements(topology, draw):
    for port in topology.router_ports:
        if port.six and draw.chance(0.35):
            config = draw.options(
                0.4, address_mode=["slaac", "dhcpv6_stateful", "dhcpv6_stateless"], send_periodic=["true", "false"],
                max_interval=["4", "120", "1800", "9999"], min_interval=["3", "40", "2000"], mtu=["1280", "1442", "100"],
                rdnss=["fd12::53", "fd12::53,fd12::54"], dnssl=["example.test", "a.test,b.test"],
                router_preference=["HIGH", "MEDIUM", "LOW"], route_info=["HIGH-fd12:aa::/48,LOW-fd12:bb::/48"])
            topology.set("Logical_Router_Port", port.name, {"ipv6_ra_configs": config})


def next_hop(draw, port, six):
    return (port.switch.v6 if six else port.switch.v4)(100 + draw.randrange(5)) if port.switch else "10.3.9.9"


def draw_routes(topology, draw):
    for router in topology.routers:
        for _ in range(draw.randrange(7) if router.ports else 0):
            port = draw.one(router.ports)
            six = port.six and draw.chance(0.4)
            prefix = draw.one(("::/0", "fd60::/32", "fd61::1/128", "FD62::/16", "fe80::/64") if six else (
                "0.0.0.0/0", "10.60.0.0/16", "10.61.7.7/16", "10.62.1.1", "10.62.1.1/32", "10.1.1.0/24"))
            columns = {"ip_prefix": draw.odd(prefix), "nexthop": draw.odd(next_hop(draw, port, six))}
            if draw.chance(0.1):
                columns["nexthop"] = "discard"
            if draw.chance(0.2):
                columns["output_port"] = draw.odd(port.name)
            if draw.chance(0.2):
                columns["policy"] = draw.one(("src-ip", "dst-ip"))
            if draw.chance(0.25):
                columns["route_table"] = draw.one(("rtA", "rtB", "rtC"))
            if draw.chance(0.2):
                columns["options"] = {"ecmp_symmetric_reply": draw.odd("true")}
            topology.create("Logical_Router_Static_Route", columns,
                            ("Logical_Router", router.name, "static_routes"), tagged=True)


def draw_bfd(topology, draw):
    for router in topology.routers:
        if not router.ports or not draw.chance(0.3):
            continue
        port = draw.one(router.ports)
        hop = next_hop(draw, port, False)
        session = draw.options(0.3, min_tx=[100, 250], min_rx=[0, 300], detect_mult=[3, 10])
        session = {k: v for k, v in session.items() if isinstance(v, int)}
        row = topology.create("BFD", dict(session, logical_port=draw.odd(port.name), dst_ip=draw.odd(hop)), tagged=True)
        columns = {"ip_prefix": draw.one(("10.70.0.0/16", "10.60.0.0/16", "0.0.0.0/0")), "nexthop": hop, "bfd": Ref("BFD", row.name)}
        if draw.chance(0.3):
            columns["output_port"] = port.name
        topology.create("Logical_Router_Static_Route", columns,
                        ("Logical_Router", router.name, "static_routes"), tagged=True)
        topology.known("bfd").append(hop)


def draw_policies(topology, draw):
    matches = ("ip4.src == 10.1.1.0/24", "ip4.dst == 10.80.0.0/16", "ip6", "tcp.dst == 25", "ip4.src == $set1", "1", "nonsense(")
    for router in topology.routers:
        for _ in range(draw.randrange(5) if router.ports and draw.chance(0.6) else 0):
            port = draw.one(router.ports)
            action = draw.one(("allow", "drop", "reroute", "reroute"))
            columns = {"priority": draw.one((0, 5, 100, 1000, 32767)), "match": draw.one(matches), "action": action}
            if action == "reroute":
                six = port.six and draw.chance(0.3)
                hops = sorted({draw.odd(next_hop(draw, port, six)) for _ in range(1 + draw.randrange(3))})
                if len(hops) == 1 and draw.chance(0.4):
                    columns["nexthop"] = hops[0]
                else:
                    columns["nexthops"] = hops
            columns["options"] = draw.options(0.2, pkt_mark=["7", "4294967295"])
            topology.create("Logical_Router_Policy", columns, ("Logical_Router", router.name, "policies"), tagged=True)


def draw_nat(topology, draw):
    for router in topology.routers:
        if not router.ports or not (router.gateway or router.gateway_ports or draw.chance(0.1)):
            continue
        for number in range(draw.randrange(7)):
            draw_rule(topology, draw, router, number)


def draw_rule(topology, draw, router, number):
    inner = draw.one(router.ports)
    outer = draw.one([p for p in router.gateway_ports if p] or router.ports)
    six = outer.six and inner.six and draw.chance(0.3)
    kind = draw.one(("snat", "snat", "dnat", "dnat_and_snat", "dnat_and_snat", "dnat_and_snat"))
    host = next_hop(draw, inner, six)
    external = next_hop(draw, outer, six)
    if outer.switch:
        external = (outer.switch.v6 if six else outer.switch.v4)(draw.one((outer.host, 150 + number, 160 + number)))
    if kind == "snat" and inner.switch and draw.chance(0.7):
        host = inner.switch.network6() if six else inner.switch.network()
    columns = {"type": kind, "external_ip": draw.odd(external), "logical_ip": draw.odd(host)}
    if inner.switch and kind == "dnat_and_snat" and inner.switch.ports and draw.chance(0.5):
        port = draw.one(inner.switch.ports)
        columns["logical_ip"] = draw.odd((inner.switch.v6 if six else inner.switch.v4)(port.host))
        if draw.chance(0.9):
            columns["logical_port"] = draw.odd(port.name)
        if draw.chance(0.9):
            columns["external_mac"] = draw.odd("02:aa:00:06:00:%02x" % number)
    columns["options"] = draw.options(0.15, stateless=["true", "false"], add_route=["true", "false"])
    if draw.chance(0.15):
        columns["external_port_range"] = draw.odd(draw.one(("2000-3000", "4000")))
    if draw.chance(0.2) and topology.known("sets"):
        column = draw.one(("allowed_ext_ips", "exempted_ext_ips"))
        columns[column] = Ref("Address_Set", draw.one(topology.known("sets")))
    if [p for p in router.gateway_ports if p] and draw.chance(0.3):
        columns["gateway_port"] = Ref("Logical_Router_Port", outer.name)
    topology.create("NAT", columns, ("Logical_Router", router.name, "nat"), tagged=True)


def draw_binding_age(topology, draw):
    for router in topology.routers:
        topology.set("Logical_Router", router.name, {
            "options": draw.options(0.5, mac_binding_age_threshold=["60", "0"])})
