"""Address translation of routers."""

from .routing import next_hop
from .topology import Ref


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
        host = draw.one(
            (inner.switch.network6(), inner.switch.v6(0) + "/80")
            if six
            else (inner.switch.network(), inner.switch.v4(64) + "/26", inner.switch.v4(0) + "/16", "0.0.0.0/0")
        )
    columns = {"type": kind, "external_ip": draw.odd(external), "logical_ip": draw.odd(host)}
    if inner.switch and kind == "dnat_and_snat" and inner.switch.ports and draw.chance(0.5):
        port = draw.one(inner.switch.ports)
        columns["logical_ip"] = draw.odd((inner.switch.v6 if six else inner.switch.v4)(port.host))
        if draw.chance(0.9):
            columns["logical_port"] = draw.odd(port.name)
        if draw.chance(0.9):
            columns["external_mac"] = draw.odd("02:aa:00:06:00:%02x" % number)
    columns["options"] = draw.options(0.25, stateless=["true", "false"], add_route=["true", "false"])
    if draw.chance(0.2):
        columns["external_port_range"] = draw.odd(draw.one(("2000-3000", "4000")))
    if draw.chance(0.3) and topology.known("sets"):
        column = draw.one(("allowed_ext_ips", "exempted_ext_ips"))
        columns[column] = Ref("Address_Set", draw.one(topology.known("sets")))
    if [p for p in router.gateway_ports if p] and draw.chance(0.3):
        columns["gateway_port"] = Ref("Logical_Router_Port", outer.name)
    topology.create("NAT", columns, ("Logical_Router", router.name, "nat"), tagged=True)
