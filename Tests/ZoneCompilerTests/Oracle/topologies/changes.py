"""Changes after a first sync: rows deleted, made again, altered and renamed while the compiler runs."""

from . import surroundings, switches
from .topology import Ref

RENAMED = (
    "Logical_Switch",
    "Logical_Router",
    "Logical_Switch_Port",
    "Logical_Router_Port",
    "Address_Set",
    "Port_Group",
    "Load_Balancer",
    "HA_Chassis_Group",
    "Mirror",
)

# Networks of one port may not become another's: which port a next hop is behind is left to chance, and which of
# two switch ports a router's port leads to.  Sources of queries once set are never taken away again by northd.
UNTOUCHED = {
    ("Logical_Router_Port", "networks"),
    ("Logical_Switch", "other_config"),
    ("Logical_Switch_Port", "options"),
}


def draw_changes(topology, draw):
    if not draw.chance(0.7):
        return
    for _ in range(1 + draw.randrange(4)):
        topology.line("sync")
        rows = [
            r
            for r in topology.rows
            if r.name and r.table not in ("Forwarding_Group", "Copp") and not is_lasting(topology, r)
        ]
        for _ in range(1 + draw.randrange(8)):
            if draw.chance(0.2):
                draw.one(surroundings.CHANGES)(topology, draw)
            elif rows:
                draw_change(topology, draw, draw.one(rows))


def is_lasting(topology, row):
    """Whether a static neighbour stands for a row: northd keeps its row in Southbound when the port goes, and then
    cannot delete the router."""
    ports = topology.known("lasting")
    return (
        row.name in ports
        or row.table == "Logical_Router"
        and any(p.name in ports for r in topology.routers if r.name == row.name for p in r.ports)
    )


def draw_change(topology, draw, row):
    change = draw.one((remove, remove_and_add, alter, alter, exchange, rename))
    change(topology, draw, row)


def remove(topology, draw, row):
    if row.owner and row.table not in ("Logical_Switch", "Logical_Router", "DHCP_Options", "BFD"):
        topology.refer(row.owner, row.table, row.name, "remove")
    else:
        topology.line("destroy", row.table, topology.record(row.table, row.name))


def remove_and_add(topology, draw, row):
    remove(topology, draw, row)
    if draw.chance(0.5):
        topology.line("sync")
    tagged = row.name and row.name.startswith("tag-")
    columns = {k: dict(v) if isinstance(v, dict) else v for k, v in row.columns.items()}
    topology.create(row.table, columns, row.owner, tagged=tagged)


def alter(topology, draw, row):
    """Gives columns the values of another row of the table, or none."""
    others = [r for r in topology.rows if r.table == row.table and r is not row]
    source = draw.one(others)
    for column in draw.some([c for c in row.columns if c not in ("name", "external_ids")], 2):
        if (row.table, column) in UNTOUCHED:
            continue
        value = source.columns.get(column) if source and draw.chance(0.6) else None
        if isinstance(value, dict):
            value = {k: v for k, v in value.items() if k != "requested-tnl-key"}
        if (
            any(isinstance(v, Ref) for v in (value, row.columns[column]))
            or isinstance(row.columns[column], list)
            and any(isinstance(v, Ref) for v in row.columns[column])
        ):
            topology.line("clear", row.table, topology.record(row.table, row.name), column)
        elif value is None and isinstance(row.columns[column], (list, dict)):
            topology.line("clear", row.table, topology.record(row.table, row.name), column)
        elif value is not None and not isinstance(value, dict):
            topology.set(row.table, row.name, {column: value})
        elif value:
            topology.set(row.table, row.name, {column: value})


def exchange(topology, draw, row):
    """A value that only this kind of row has."""
    if row.table == "Logical_Switch_Port" and hasattr(row, "switch"):
        topology.set(
            row.table,
            row.name,
            draw.one(
                (
                    {"addresses": switches.addresses(draw, row.switch, row.host)},
                    {"port_security": switches.security(draw, row.switch, row.host)},
                    {"enabled": draw.chance(0.5)},
                    {"type": draw.one(("", "virtual", "external", "localport", "router"))},
                    {"tag_request": 9},
                )
            ),
        )
    elif row.table == "Port_Group" and topology.ports:
        topology.refer(
            ("Port_Group", row.name, "ports"),
            "Logical_Switch_Port",
            draw.one(topology.ports).name,
            draw.one(("add", "remove")),
        )
    elif hasattr(row, "redraw"):
        topology.set(row.table, row.name, {k: v for k, v in row.redraw(draw).items() if not isinstance(v, Ref)})
    elif row.table == "Logical_Router_Port":
        topology.set(
            row.table,
            row.name,
            draw.one(
                (
                    {"enabled": draw.chance(0.5)},
                    {"mac": "02:aa:00:0b:00:01"},
                    {"options": {"gateway_mtu": "1400"}},
                    {"networks": row.columns["networks"] + ["10.99.0.1/24"]},
                )
            ),
        )
    elif row.table == "Logical_Router":
        topology.set(
            row.table,
            row.name,
            draw.one(
                ({"enabled": draw.chance(0.5)}, {"options": {"chassis": "hv1"}}, {"options": {"mcast_relay": "true"}})
            ),
        )
    elif row.table == "Logical_Switch":
        topology.set(
            row.table,
            row.name,
            {
                "other_config": draw.one(
                    ({"mcast_snoop": "true"}, {"vlan-passthru": "true"}, {"requested-tnl-key": str(500 + row.number)})
                )
            },
        )
    else:
        alter(topology, draw, row)


def rename(topology, draw, row):
    if row.table in RENAMED and row.name:
        topology.line("set", row.table, row.name, "name=" + topology.name(draw, "renamed%d" % draw.randrange(100)))
