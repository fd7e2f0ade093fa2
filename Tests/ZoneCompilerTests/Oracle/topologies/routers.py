"""Routers, their ports and what these announce; transit switches."""

from .topology import Ref


class Router:
    def __init__(self, name, gateway):
        self.name, self.gateway = name, gateway
        self.ports = []  # RouterPort
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
            0.12,
            requested__tnl__key=[str(50 + index)],
            always_learn_from_arp_request=["true", "false"],
            dynamic_neigh_routers=["true", "false"],
            snat__ct__zone=["7"],
            mcast_relay=["true", "false"],
            dnat_force_snat_ip=["198.18.2.99", "198.18.2.98 fd99:2::98"],
        )
        if draw.chance(0.1):
            options["lb_force_snat_ip"] = draw.one(("router_ip", "198.18.2.97", "198.18.2.97 fd99:2::97"))
        if draw.chance(0.3):
            options["mcast_relay"] = "true"
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
    options.update(
        draw.options(
            0.1,
            exclude__lb__vips__from__garp=["true"],
            arp_proxy=["10.9.9.0/24", "02:aa:00:00:0f:0f 10.9.9.9 fd97::/64"],
            mcast_flood=["true"],
            mcast_flood_reports=["true"],
            requested__tnl__key=[str(20 + index)],
        )
    )
    mac = switch.mac(index)
    columns = {
        "name": topology.name(draw, "%s-%s" % (switch.name, router.name)),
        "type": "router",
        "options": options,
        "addresses": [
            draw.odd(draw.one(("router", "router", "router", mac, "%s %s" % (mac, switch.v4(index)), "unknown")))
        ],
    }
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
        0.08,
        gateway_mtu=["1400", "1500", "0"],
        gateway_mtu_bypass=["tcp", "ip4.src == 10.0.0.0/8"],
        mcast_flood=["true", "false"],
        requested__tnl__key=["%d%d" % (index, switch.index if switch else 9)],
        route_table=["rtA", "rtB"],
        reside__on__redirect__chassis=["true", "false"],
        prefix=["true"],
        prefix_delegation=["true"],
    )
    if draw.chance(0.1):
        options["gateway_mtu"], options["gateway_mtu_bypass"] = "1400", "tcp"
    if draw.chance(0.08):
        options["mcast_flood"] = "true"
    if not router.gateway and switch and draw.chance(0.55 if switch.outer else 0.05) or draw.chance(0.02):
        router.gateway_ports.append(port)
        options.pop("requested-tnl-key", None)  # its chassis redirect port asks for the same
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
            topology.create(
                "Gateway_Chassis",
                {"name": "%s-%s" % (name, chassis), "chassis_name": chassis, "priority": draw.one((10, 20)) + priority},
                ("Logical_Router_Port", name, "gateway_chassis"),
            )
    router.ports.append(port)
    topology.router_ports.append(port)
    return port


def draw_peers(topology, draw, left, right):
    names = ["%s-to-%s" % (a.name, b.name) for a, b in ((left, right), (right, left))]
    for index, (router, name) in enumerate(zip((left, right), names)):
        columns = {
            "name": name,
            "mac": "02:aa:00:04:00:0%d" % (index + 1),
            "peer": draw.odd(draw.one([names[1 - index]] * 8 + [name, "r1-sw1", "ghost"])),
            "networks": ["10.4.1.%d/30" % (index + 1)] + (["fd14::%d/64" % (index + 1)] if draw.chance(0.5) else []),
        }
        topology.create("Logical_Router_Port", columns, ("Logical_Router", router.name, "ports"))


def draw_interconnect(topology, draw):
    """A transit switch with far ends, and what they announce."""
    if not topology.routers or not draw.chance(0.25):
        return
    topology.create(
        "Logical_Switch", {"name": "ts", "other_config": {"interconn-ts": "ts", "requested-tnl-key": "16711682"}}
    )
    router = draw.one(topology.routers)
    topology.create(
        "Logical_Router_Port",
        {"name": "r-ts", "mac": "02:aa:00:05:00:01", "networks": ["169.254.100.1/24", "fd15::1/64"]},
        ("Logical_Router", router.name, "ports"),
    )
    for priority, chassis in enumerate(draw.some(["hv1", "hv2"], 2)):
        topology.create(
            "Gateway_Chassis",
            {"name": "r-ts-" + chassis, "chassis_name": chassis, "priority": priority},
            ("Logical_Router_Port", "r-ts", "gateway_chassis"),
        )
        router.gateway_ports.append(None)
    topology.create(
        "Logical_Switch_Port",
        {
            "name": "ts-r",
            "type": "router",
            "addresses": ["router"],
            "options": {"router-port": "r-ts", "requested-tnl-key": "1"},
        },
        ("Logical_Switch", "ts", "ports"),
    )
    for far in range(2, 2 + draw.randrange(3)):
        topology.create(
            "Logical_Switch_Port",
            {
                "name": "ts-far%d" % far,
                "type": "remote",
                "options": {"requested-tnl-key": str(far)},
                "addresses": ["02:aa:00:05:00:0%d 169.254.100.%d/24 fd15::%d/64" % (far, far, far)],
            },
            ("Logical_Switch", "ts", "ports"),
        )
        topology.create(
            "Logical_Router_Static_Route",
            {
                "ip_prefix": draw.one(("10.5%d.0.0/16", "fd5%d::/32")) % far,
                "nexthop": "169.254.100.%d" % far,
                "options": {"origin": draw.one(("connected", "static"))},
                "external_ids": {"ic-learned-route": "7"},
            },
            ("Logical_Router", router.name, "static_routes"),
            tagged=True,
        )


def draw_advertisements(topology, draw):
    for port in topology.router_ports:
        if port.six and draw.chance(0.35):
            config = draw.options(
                0.4,
                address_mode=["slaac", "dhcpv6_stateful", "dhcpv6_stateless"],
                send_periodic=["true", "false"],
                max_interval=["4", "120", "1800", "9999"],
                min_interval=["3", "40", "2000"],
                mtu=["1280", "1442", "100"],
                rdnss=["fd12::53", "fd12::53,fd12::54"],
                dnssl=["example.test", "a.test,b.test"],
                router_preference=["HIGH", "MEDIUM", "LOW"],
                route_info=["HIGH-fd12:aa::/48,LOW-fd12:bb::/48"],
            )
            topology.set("Logical_Router_Port", port.name, {"ipv6_ra_configs": config})


def draw_binding_age(topology, draw):
    for router in topology.routers:
        topology.set(
            "Logical_Router", router.name, {"options": draw.options(0.5, mac_binding_age_threshold=["60", "0"])}
        )
