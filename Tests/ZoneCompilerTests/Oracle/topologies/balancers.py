"""Load balancers."""

from .topology import Ref


def draw_on_switches(topology, draw):
    if not draw.chance(0.5):
        return
    for index in range(1, 2 + draw.randrange(4)):
        name = "lb%d" % index
        topology.create("Load_Balancer", dict(balancer(topology, draw, index), name=name))
        topology.known("balancers").append(name)
        for switch in draw.some(topology.switches, 3):
            topology.refer(("Logical_Switch", switch.name, "load_balancer"), "Load_Balancer", name)
    if draw.chance(0.3):
        members = draw.some(topology.known("balancers"), 3)
        topology.create(
            "Load_Balancer_Group", {"name": "lbg1", "load_balancer": [Ref("Load_Balancer", m) for m in members] or None}
        )
        topology.known("balancer groups").append("lbg1")
        for switch in draw.some(topology.switches, 3):
            topology.refer(("Logical_Switch", switch.name, "load_balancer_group"), "Load_Balancer_Group", "lbg1")


def balancer(topology, draw, index):
    template = draw.chance(0.1)
    vips = {}
    for _ in range(1 + draw.randrange(3)):
        six, port = draw.chance(0.3), draw.chance(0.75)
        host = "fd90::%d" % (index * 10 + draw.randrange(3)) if six else "10.90.%d.%d" % (index, draw.randrange(3))
        if template:
            vips[draw.odd("^vip%d" % index + (":^port" if port else ""))] = draw.odd("^back%d" % index)
            continue
        switch = draw.one(topology.switches)
        ends = [(switch.v6 if six else switch.v4)(11 + i) for i in range(draw.randrange(4))]
        if port:
            key = ("[%s]:%d" if six else "%s:%d") % (host, draw.one((80, 53, 65535)))
            value = ",".join(("[%s]:8080" if six else "%s:8080") % e for e in ends)
        else:
            key, value = host, ",".join(ends)
        vips[draw.odd(key)] = draw.odd(value)
    columns = {"vips": vips}
    if draw.chance(0.4):
        columns["protocol"] = draw.one(("tcp", "udp", "sctp"))
    if draw.chance(0.2):
        columns["selection_fields"] = draw.some(("eth_src", "eth_dst", "ip_src", "ip_dst", "tp_src", "tp_dst"), 4)
    options = draw.options(
        0.15,
        reject=["true", "false"],
        event=["true", "false"],
        skip_snat=["true", "false"],
        affinity_timeout=["0", "60", "70000"],
        hairpin_snat_ip=["10.90.9.9", "10.90.9.9 fd90::99"],
        add_route=["true"],
        neighbor_responder=["none", "all", "reachable"],
        address__family=["ipv4", "ipv6"],
        ct_flush=["true"],
    )
    if template:
        options["template"] = "true"
    if options:
        columns["options"] = options
    return columns


def draw_on_routers(topology, draw):
    for router in topology.routers:
        if len(router.gateway_ports) > 1:
            continue  # which of its gateway ports a balancer uses is left to chance
        for name in draw.some(topology.known("balancers"), 3):
            topology.refer(("Logical_Router", router.name, "load_balancer"), "Load_Balancer", name)
        for name in draw.some(topology.known("balancer groups"), 1):
            topology.refer(("Logical_Router", router.name, "load_balancer_group"), "Load_Balancer_Group", name)


def draw_checks(topology, draw):
    for row in [r for r in topology.rows if r.table == "Load_Balancer"]:
        if not draw.chance(0.5):
            continue
        mappings = {}
        for port in draw.some(topology.ports, 4):
            mappings[port.switch.v4(port.host)] = "%s:%s" % (draw.odd(port.name), draw.odd(port.switch.v4(9)))
        topology.set("Load_Balancer", row.name, {"ip_port_mappings": mappings})
        topology.create(
            "Load_Balancer_Health_Check",
            {
                "vip": draw.odd(draw.one(list(row.columns["vips"]))),
                "options": draw.options(0.4, interval=["5"], timeout=["20"], success_count=["3"], failure_count=["3"]),
            },
            ("Load_Balancer", row.name, "health_check"),
        )
