"""What is let through, how much of it, and what is copied: ACLs, groups, QoS, meters, mirrors."""

from .topology import Ref

PROTECTED = (
    "arp",
    "arp-resolve",
    "dhcpv4-opts",
    "dhcpv6-opts",
    "dns",
    "event-elb",
    "icmp4-error",
    "icmp6-error",
    "igmp",
    "nd-na",
    "nd-ns",
    "nd-ns-resolve",
    "nd-ra-opts",
    "tcp-reset",
    "bfd",
    "reject",
    "svc-monitor",
    "nonsense",
)


def draw_meters(topology, draw):
    for index in range(1, 1 + draw.randrange(4)):
        name = "meter%d" % index
        band = "rate=%d" % draw.one((1, 10, 1000)) + (" burst_size=50" if draw.chance(0.3) else "")
        topology.line(
            "--id=@b",
            "create",
            "Meter_Band",
            "action=drop",
            *band.split(),
            "--",
            "create",
            "Meter",
            "name=" + name,
            "unit=" + draw.one(("kbps", "pktps")),
            "bands=@b",
            *(["fair=true"] if draw.chance(0.4) else [])
        )
        topology.known("meters").append(name)
    if draw.chance(0.3):
        meters = topology.known("meters") + ["missing"]
        topology.create(
            "Copp", {"name": "copp1", "meters": {key: draw.one(meters) for key in draw.some(PROTECTED, 12)}}
        )
        topology.known("copp").append("copp1")


def draw_groups(topology, draw):
    contents = (
        ["10.1.1.0/24", "10.1.2.7"],
        ["fd12::/32"],
        [],
        ["192.0.2.1", "192.0.2.0/28", "fd00::1"],
        ["02:aa:00:00:00:01"],
    )
    for index in range(1, 1 + draw.randrange(4)):
        topology.create(
            "Address_Set", {"name": "set%d" % index, "addresses": [draw.odd(a) for a in draw.one(contents)]}
        )
        topology.known("sets").append("set%d" % index)
    for index in range(1, 1 + draw.randrange(4)):
        ports = [Ref("Logical_Switch_Port", p.name) for p in draw.some(topology.ports, 6)]
        topology.create("Port_Group", {"name": "pg%d" % index, "ports": ports or None})
        topology.known("port groups").append("pg%d" % index)


def draw_acls(topology, draw):
    owners = [("Logical_Switch", s.name, "acls") for s in topology.switches]
    owners += [("Port_Group", g, "acls") for g in topology.known("port groups")]
    for owner in owners:
        if draw.chance(0.55):
            stateless = draw.chance(0.2)
            for _ in range(1 + draw.randrange(5)):
                topology.create("ACL", acl(topology, draw, owner, stateless), owner, tagged=True)
                topology.rows[-1].redraw = lambda d, o=owner, s=stateless: acl(topology, d, o, s)


def acl(topology, draw, owner, stateless=False):
    direction = draw.one(("from-lport", "to-lport"))
    port = "inport" if direction == "from-lport" else "outport"
    who = (
        "%s == @%s" % (port, owner[1])
        if owner[0] == "Port_Group"
        else ('%s == "%s"' % (port, draw.one(topology.ports).name) if topology.ports else "1")
    )
    match = draw.one(
        (
            who,
            who + " && ip4",
            who + " && tcp.dst == {80, 443}",
            "ip",
            "arp",
            who + " && ip4.src == $set1",
            "ip6 && icmp6",
            "ip4.src == $pg1_ip4 && udp",
            "1",
            "icmp4.type == 3",
            "nonsense ==",
            "",
        )
    )
    action = draw.one(
        ("allow-stateless", "drop")
        if stateless
        else ("allow", "allow-related", "allow-related", "drop", "reject", "allow-stateless")
    )
    columns = {
        "direction": direction,
        "priority": draw.one((0, 1, 100, 100, 1000, 32767)),
        "match": match,
        "action": action,
    }
    if draw.chance(0.3):
        columns["log"] = True
    if draw.chance(0.2):
        columns["severity"] = draw.one(("alert", "warning", "notice", "info", "debug"))
    if draw.chance(0.3):
        columns["name"] = draw.odd(draw.one(("rule", "rule two", 'r"q"')))
    if draw.chance(0.3):
        columns["meter"] = draw.one(topology.known("meters") + ["missing"])
    if draw.chance(0.15):
        columns["label"] = draw.one((1, 4242, 4294967295))
    options = draw.options(0.15, apply__after__lb=["true", "false"], log__related=["true", "false"])
    if options:
        columns["options"] = options
    return columns


def draw_qos(topology, draw):
    for switch in topology.switches:
        for _ in range(draw.randrange(4) if draw.chance(0.35) else 0):
            topology.create(
                "QoS",
                {
                    "direction": draw.one(("from-lport", "to-lport")),
                    "priority": draw.one((0, 10, 100, 32767)),
                    "match": draw.one(("ip", "udp.dst == 53", "ip4.dst == $set1", "1", "bad ==")),
                    "action": {"dscp": draw.one((0, 10, 63))} if draw.chance(0.6) else {},
                    "bandwidth": dict(
                        [("rate", draw.one((1, 1000)))] if draw.chance(0.6) else [],
                        **({"burst": 9} if draw.chance(0.5) else {})
                    ),
                },
                ("Logical_Switch", switch.name, "qos_rules"),
                tagged=True,
            )


def draw_mirrors(topology, draw):
    for index in range(1, 1 + (draw.randrange(3) if draw.chance(0.25) else 0)):
        topology.create(
            "Mirror",
            {
                "name": "mirror%d" % index,
                "type": draw.one(("gre", "erspan")),
                "index": draw.one((0, 7)),
                "filter": draw.one(("from-lport", "to-lport")),
                "sink": draw.odd("10.8.0.%d" % index),
            },
        )
        for port in draw.some(topology.ports):
            topology.line("lsp-attach-mirror", port.name, "mirror%d" % index)
