"""Topologies drawn from a seed: one module a family of rows, each feature with a stream of its own."""

from . import balancers, changes, routers, routing, security, services, southbound, switches, translation
from .topology import Topology

# In the order in which they are drawn; what is created by one may be referred to by the next.
PARTS = (
    ("globals", services.draw_globals),
    ("chassis", southbound.draw_chassis),
    ("ha-groups", services.draw_ha_groups),
    ("meters", security.draw_meters),
    ("switches", switches.draw_switches),
    ("routers", routers.draw_routers),
    ("interconnect", routers.draw_interconnect),
    ("ports", switches.draw_ports),
    ("ipam", switches.draw_addresses),
    ("dhcp", services.draw_dhcp),
    ("dns", services.draw_dns),
    ("multicast", services.draw_multicast),
    ("forwarding-groups", services.draw_forwarding_groups),
    ("advertisements", routers.draw_advertisements),
    ("routes", routing.draw_routes),
    ("bfd", routing.draw_bfd),
    ("policies", routing.draw_policies),
    ("groups", security.draw_groups),
    ("nat", translation.draw_nat),
    ("acls", security.draw_acls),
    ("qos", security.draw_qos),
    ("mirrors", security.draw_mirrors),
    ("switch-balancers", balancers.draw_on_switches),
    ("router-balancers", balancers.draw_on_routers),
    ("health-checks", balancers.draw_checks),
    ("static-neighbours", services.draw_static_neighbours),
    ("binding-age", routers.draw_binding_age),
    ("southbound", southbound.draw_claims),
    ("learned", southbound.draw_learned),
    ("strays", southbound.draw_strays),
    ("changes", changes.draw_changes),
)

# Features that say how values are drawn, not what is.
MANNERS = ("odd-values", "odd-names")

FEATURES = tuple(name for name, _ in PARTS) + MANNERS

# Features whose differences are known and being worked on.
OFF = set()


def script(seed, features):
    """The lines of the topology of a seed, drawn from some features."""
    topology = Topology(seed, features)
    for name, draw in PARTS:
        if name in features:
            draw(topology, topology.draw(name))
    return "".join(line + "\n" for line in topology.lines)
