"""Switches, their ports and their addresses."""

from .topology import Ref


class Switch:
    """A switch with the networks that hosts on it have."""

    def __init__(self, name, index, outer):
        self.name, self.index, self.outer = name, index, outer
        self.ports, self.router_ports, self.hosts = [], [], 10

    def v4(self, host):
        return ("198.18.%d.%d" if self.outer else "10.1.%d.%d") % (self.index, host)

    def v6(self, host):
        return ("fd99:%d::%x" if self.outer else "fd12:%d::%x") % (self.index, host)

    def network(self):
        return self.v4(0) + "/24"

    def network6(self):
        return self.v6(0)[:-1] + "/64"

    def mac(self, host):
        return "02:aa:%02x:%02x:00:%02x" % (self.outer, self.index, host)

    def host(self):
        self.hosts += 1
        return self.hosts


def draw_switches(topology, draw):
    for index in range(1, 2 + draw.randrange(4) + 4 * draw.chance(0.1)):
        outer = index > 1 and draw.chance(0.4)
        name = topology.name(draw, ("out%d" if outer else "sw%d") % index)
        switch = Switch(name, index, outer)
        config = draw.options(
            0.1,
            requested__tnl__key=[100 + index],
            vlan__passthru=["true", "false"],
            interconn__ts=[name],
            mac_only=["true", "false"],
            broadcast__arps__to__all__routers=["true", "false"],
        )
        topology.create("Logical_Switch", {"name": name, "other_config": config})
        if topology.known("copp") and draw.chance(0.3):
            topology.line("ls-copp-add", draw.one(topology.known("copp")), name)
        topology.switches.append(switch)
        if outer and draw.chance(0.8):
            draw_localnet(topology, draw, switch)


def draw_localnet(topology, draw, switch):
    for suffix in ("phys", "phys2")[: 1 + draw.chance(0.15)]:
        name = topology.name(draw, "%s-%s" % (switch.name, suffix))
        options = draw.options(
            0.15,
            localnet_learn_fdb=["true", "false"],
            qos_max_rate=["1000000"],
            qos_burst=["1000"],
            qos_min_rate=["5000"],
            ethtype=["802.11ad"],
            mcast_flood=["true"],
            mcast_flood_reports=["true"],
        )
        if draw.chance(0.2):
            options["qos_max_rate"] = "1000000"
        options["network_name"] = draw.odd(draw.one(("metal", "street")))
        columns = {"name": name, "type": "localnet", "addresses": ["unknown"], "options": options}
        if draw.chance(0.3):
            columns[draw.one(("tag", "tag_request"))] = draw.one((1, 7, 4095))
        topology.create("Logical_Switch_Port", columns, ("Logical_Switch", switch.name, "ports"))


def draw_ports(topology, draw):
    for switch in topology.switches:
        for _ in range(draw.randrange(6) + 20 * draw.chance(0.03)):
            draw_port(topology, draw, switch)


def draw_port(topology, draw, switch):
    host = switch.host()
    name = topology.name(draw, "%s-%s%d" % (switch.name, draw.one("abc"), host))
    # Of several routers northd tells one, by chance, that nobody has claimed an address.
    virtual = "virtual" if len(switch.router_ports) < 2 else ""
    kind = draw.one(("",) * 12 + (virtual, virtual, "external", "localport", "l2gateway", "vtep", "remote", "nonsense"))
    columns = {"name": name, "type": kind, "addresses": addresses(draw, switch, host)}
    if draw.chance(0.5):
        columns["port_security"] = security(draw, switch, host)
    if draw.chance(0.15):
        columns["enabled"] = draw.chance(0.4)
    if kind == "" and switch.ports and draw.chance(0.15):
        columns["parent_name"] = draw.odd(draw.one(switch.ports).name)
        columns["tag_request"] = draw.one((1 + host, 4095))
    options = draw.options(
        0.06,
        requested__tnl__key=[str(200 + host)],
        requested__chassis=["hv1", "hv2,hv1", "ghost", ""],
        mcast_flood=["true", "false"],
        mcast_flood_reports=["true"],
        qos_max_rate=["1000000"],
        qos_burst=["20000"],
        hostname=["box", "box.example"],
        ignore__lsp__down=["true"],
        vif__plug__type=["dummy"],
        nat__addresses=["router"],
        iface__id__ver=["7"],
        activation__strategy=["rarp"],
        arp_proxy=["10.9.9.0/24", "02:aa:00:00:0f:0f 10.9.9.9"],
    )
    if kind == "virtual":
        options["virtual-ip"] = draw.odd(draw.one((switch.v4(host), switch.v6(host), switch.v4(200))))
        parents = [p.name for p in draw.some([p for p in switch.ports if p.columns["type"] == ""])]
        if draw.chance(0.9):
            options["virtual-parents"] = draw.odd(",".join(parents))
    if kind in ("l2gateway", "vtep"):
        options.update(
            {"network_name": "campus", "l2gateway-chassis": "hv1"}
            if kind == "l2gateway"
            else {"vtep-physical-switch": "tor", "vtep-logical-switch": "ls%d" % host}
        )
    if kind == "external" and topology.known("groups") and draw.chance(0.8):
        columns["ha_chassis_group"] = Ref("HA_Chassis_Group", draw.one(topology.known("groups")))
    if options:
        columns["options"] = options
    row = topology.create("Logical_Switch_Port", columns, ("Logical_Switch", switch.name, "ports"))
    row.switch, row.host = switch, host
    switch.ports.append(row)
    topology.ports.append(row)


def addresses(draw, switch, host):
    """What a port is said to have."""
    mac, v4, v6 = switch.mac(host), switch.v4(host), switch.v6(host)
    found = [
        draw.odd(
            draw.one(
                (
                    "%s %s" % (mac, v4),
                    "%s %s" % (mac, v4),
                    "%s %s %s" % (mac, v4, v6),
                    "%s %s %s" % (mac, v4, v6),
                    "%s %s" % (mac, v6),
                    mac,
                    "%s %s %s" % (mac, v4, switch.v4(host + 100)),
                    "%s 192.0.2.%d" % (mac, host),
                    mac.upper() + " " + v6.upper(),
                )
            )
        )
    ]
    if draw.chance(0.1):
        found.append("%s %s" % (switch.mac(host + 100), switch.v4(host + 50)))
    if draw.chance(0.15):
        found.append("unknown")
    if draw.chance(0.08):
        found = draw.one(([], ["unknown"]))
    return found


def security(draw, switch, host):
    """The addresses that a port may use."""
    mac, v4, v6 = switch.mac(host), switch.v4(host), switch.v6(host)
    forms = (
        mac,
        "%s %s" % (mac, v4),
        "%s %s/24" % (mac, v4),
        "%s %s %s" % (mac, v4, v6),
        "%s %s/64" % (mac, v6),
        "%s %s/32 %s/128" % (mac, v4, v6),
        "%s 10.0.0.0/8 0.0.0.0/0" % mac,
        "%s fe80::1 ::/0" % mac,
        "",
        "unknown",
        "%s %s/28 %s/31" % (mac, v4, switch.v4(host + 7)),
        "VRRPv3 " + mac,
    )
    return [draw.odd(draw.one(forms)) for _ in range(1 + (draw.randrange(3) == 0))]


def draw_addresses(topology, draw):
    """Addresses that northd gives out."""
    for switch in topology.switches:
        if not draw.chance(0.5):
            continue
        config = draw.options(
            0.6,
            subnet=[switch.network(), switch.v4(1) + "/28", switch.v4(0) + "/30"],
            exclude_ips=[switch.v4(3), "%s..%s %s" % (switch.v4(2), switch.v4(9), switch.v4(40))],
            ipv6_prefix=[switch.network6(), switch.v6(0)],
            mac_only=["true", "false"],
        )
        topology.set("Logical_Switch", switch.name, {"other_config": config})
        host = switch.host()
        form = draw.odd(
            draw.one(
                (
                    "dynamic",
                    "%s dynamic" % switch.mac(host),
                    "dynamic %s" % switch.v4(77),
                    "dynamic %s %s" % (switch.v4(77), switch.v6(77)),
                    "dynamic " + switch.v6(77),
                )
            )
        )
        topology.create(
            "Logical_Switch_Port",
            {"name": "%s-dyn%d" % (switch.name, host), "addresses": [form]},
            ("Logical_Switch", switch.name, "ports"),
        )
