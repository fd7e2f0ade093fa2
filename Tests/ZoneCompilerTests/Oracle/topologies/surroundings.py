"""Changes of what is around rows: where ports are and who has claimed them, chassis, the zone, memberships."""

from . import security


def move_port(topology, draw):
    """A port goes to another switch in one transaction."""
    port, switch = draw.one(topology.ports), draw.one(topology.switches)
    if port and switch and switch.name != port.owner[1]:
        topology.line(
            "--id=@p",
            "get",
            "Logical_Switch_Port",
            port.name,
            "--",
            "remove",
            "Logical_Switch",
            port.owner[1],
            "ports",
            "@p",
            "--",
            "add",
            "Logical_Switch",
            switch.name,
            "ports",
            "@p",
        )
        port.owner = ("Logical_Switch", switch.name, "ports")


def change_claim(topology, draw):
    port, chassis = draw.one(topology.ports), draw.one(topology.known("chassis"))
    if port and chassis:
        topology.southbound(
            *draw.one(
                (
                    ("lsp-unbind", port.name),
                    ("--may-exist", "lsp-bind", port.name, chassis),
                    ("set", "Port_Binding", port.name, "up=" + draw.one(("true", "false"))),
                    ("set", "Port_Binding", port.name, "virtual_parent=" + draw.one(topology.ports).name),
                )
            )
        )


def change_chassis(topology, draw):
    chassis = draw.one(topology.known("chassis"))
    if chassis:
        topology.southbound(
            *draw.one(
                (
                    ("chassis-del", chassis),
                    ("set", "Chassis", chassis, "other_config:port-up-notif=false"),
                    (
                        "remove",
                        "Chassis",
                        chassis,
                        "other_config",
                        draw.one(("ct-no-masked-label", "ovn-ct-lb-related")),
                    ),
                    ("set", "Chassis", chassis, "other_config:is-remote=true"),
                    ("chassis-add", "hv9", "geneve", "10.200.0.9"),
                    ("chassis-add", "ghost", "geneve", "10.200.0.10"),
                )
            )
        )


def change_zone(topology, draw):
    key, values = draw.one(
        (
            ("default_acl_drop", ("true", "false")),
            ("use_ct_inv_match", ("true", "false")),
            ("ignore_lsp_down", ("true", "false")),
            ("install_ls_lb_from_router", ("true", "false")),
            ("debug_drop_collector_set", ("9",)),
        )
    )
    if draw.chance(0.7):
        topology.set("NB_Global", ".", {"options": {key: draw.one(values)}})
    else:
        topology.line("remove", "NB_Global", ".", "options", key)


def change_protection(topology, draw):
    for name in topology.known("copp"):
        key = draw.one(security.PROTECTED)
        topology.line(
            *draw.one(
                (
                    ("copp-add", name, key, draw.one(topology.known("meters") + ["missing"])),
                    ("copp-del", name, key),
                    ("ls-copp-del", topology.switches[0].name),
                    ("ls-copp-add", name, topology.switches[-1].name),
                )
            )
        )


def change_membership(topology, draw):
    """A balancer joins or leaves a switch or a group; a switch an element of a set."""
    name = draw.one(topology.known("balancers"))
    if name:
        owner = draw.one(
            [("Logical_Switch", s.name, "load_balancer") for s in topology.switches]
            + [("Load_Balancer_Group", g, "load_balancer") for g in topology.known("balancer groups")]
        )
        topology.refer(owner, "Load_Balancer", name, draw.one(("add", "remove")))
    name = draw.one(topology.known("sets"))
    if name:
        topology.line(
            draw.one(("add", "remove")),
            "Address_Set",
            name,
            "addresses",
            draw.one(("10.1.2.7", "10.7.7.0/24", "10.1.1.0/24")),
        )


CHANGES = (move_port, change_claim, change_claim, change_chassis, change_zone, change_protection, change_membership)
