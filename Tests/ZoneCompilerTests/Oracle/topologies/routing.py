"""Where routers send packets: static routes, BFD sessions, policies."""

from .topology import Ref


def next_hop(draw, port, six):
    return (port.switch.v6 if six else port.switch.v4)(100 + draw.randrange(5)) if port.switch else "10.3.9.9"


def draw_routes(topology, draw):
    for router in topology.routers:
        symmetric = 0.8 if router.gateway and draw.chance(0.4) else 0.15
        for _ in range(draw.randrange(9) if router.ports else 0):
            port = draw.one(router.ports)
            six = port.six and draw.chance(0.4)
            prefix = draw.one(
                ("::/0", "fd60::/32", "fd61::1/128", "FD62::/16", "fe80::/64")
                if six
                else ("0.0.0.0/0", "10.60.0.0/16", "10.61.7.7/16", "10.62.1.1", "10.62.1.1/32", "10.1.1.0/24")
            )
            columns = {"ip_prefix": draw.odd(prefix), "nexthop": draw.odd(next_hop(draw, port, six))}
            if draw.chance(0.1):
                columns["nexthop"] = "discard"
            if draw.chance(0.2):
                columns["output_port"] = draw.odd(port.name)
            if draw.chance(0.2):
                columns["policy"] = draw.one(("src-ip", "dst-ip"))
            if draw.chance(0.25):
                columns["route_table"] = draw.one(("rtA", "rtB", "rtC"))
            if draw.chance(symmetric):
                columns["options"] = {"ecmp_symmetric_reply": draw.odd("true")}
            topology.create(
                "Logical_Router_Static_Route", columns, ("Logical_Router", router.name, "static_routes"), tagged=True
            )


def draw_bfd(topology, draw):
    for router in topology.routers:
        if not router.ports or not draw.chance(0.3):
            continue
        port = draw.one(router.ports)
        hop = next_hop(draw, port, False)
        session = draw.options(0.3, min_tx=[100, 250], min_rx=[0, 300], detect_mult=[3, 10])
        session = {k: v for k, v in session.items() if isinstance(v, int)}
        row = topology.create("BFD", dict(session, logical_port=draw.odd(port.name), dst_ip=draw.odd(hop)), tagged=True)
        columns = {
            "ip_prefix": draw.one(("10.70.0.0/16", "10.60.0.0/16", "0.0.0.0/0")),
            "nexthop": hop,
            "bfd": Ref("BFD", row.name),
        }
        if draw.chance(0.3):
            columns["output_port"] = port.name
        topology.create(
            "Logical_Router_Static_Route", columns, ("Logical_Router", router.name, "static_routes"), tagged=True
        )
        topology.known("bfd").append(hop)


def draw_policies(topology, draw):
    matches = (
        "ip4.src == 10.1.1.0/24",
        "ip4.dst == 10.80.0.0/16",
        "ip6",
        "tcp.dst == 25",
        "ip4.src == $set1",
        "1",
        "nonsense(",
    )
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
