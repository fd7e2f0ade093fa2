"""What others write into the Southbound database: chassis, claims, what was learned; and rows that nobody wants."""

import re

FLAGS = ("ct-no-masked-label", "ovn-ct-lb-related", "mac-binding-timestamp", "port-up-notif")


def draw_chassis(topology, draw):
    """Chassis; a few have not all flags, few have none."""
    for index in range(1, 1 + draw.randrange(4)):
        name = "hv%d" % index
        flags = [f for f in FLAGS if not draw.chance(0.05)] if draw.chance(0.95) else []
        if draw.chance(0.05):
            flags.append("is-remote")
        words = ["chassis-add", name, draw.one(("geneve",) * 9 + ("vxlan",)), "10.200.0.%d" % index]
        if flags:
            words += ["--", "set", "Chassis", name] + ["other_config:%s=true" % f for f in flags]
        topology.southbound(*words)
        topology.known("chassis").append(name)


def draw_claims(topology, draw):
    chassis = topology.known("chassis")
    if not chassis:
        return
    for port in topology.ports:
        if draw.chance(0.4):
            topology.southbound("lsp-bind", port.name, draw.one(chassis))
            if draw.chance(0.5):
                topology.southbound("set", "Port_Binding", port.name, "up=" + draw.one(("true", "false")))
        if port.columns["type"] == "virtual" and draw.chance(0.5):
            topology.southbound("set", "Port_Binding", port.name, "virtual_parent=" + draw.one(topology.ports).name)
    for router in topology.routers:
        for port in router.gateway_ports:
            if port and draw.chance(0.5):
                topology.southbound("lsp-bind", "cr-" + port.name, draw.one(chassis))


def is_plain(name):
    """Whether a command inside a line can name it without quotes."""
    return re.fullmatch(r"[\w.-]+", name, re.ASCII) is not None


def draw_learned(topology, draw):
    for hop in topology.known("bfd"):
        if draw.chance(0.6):
            topology.southbound(
                "set",
                "BFD",
                "$(sb --bare --columns=_uuid find BFD dst_ip=%s)" % hop,
                "status=" + draw.one(("up", "down", "init", "admin_down")),
            )
    chassis = topology.known("chassis")
    for switch in [s for s in topology.switches if is_plain(s.name)]:
        ports = [p.name for p in switch.ports if is_plain(p.name)]
        datapath = "$(sb get Datapath_Binding %s _uuid)" % switch.name
        if chassis and ports and draw.chance(0.25):
            for group in draw.some(("239.1.1.1", "239.1.1.2", "ff0e::7", "mrouters", "nonsense", "224.0.0.7"), 3):
                topology.southbound(
                    "create",
                    "IGMP_Group",
                    'address="%s"' % group,
                    "datapath=" + datapath,
                    "chassis=$(sb get Chassis %s _uuid)" % draw.one(chassis),
                    "ports=$(sb get Port_Binding %s _uuid)" % draw.one(ports),
                )
        if draw.chance(0.1):
            topology.southbound(
                "create",
                "FDB",
                'mac="02:aa:00:0a:00:01"',
                "dp_key=$(sb get Datapath_Binding %s tunnel_key)" % switch.name,
                "port_key=1",
            )
    for port in draw.some([p for p in topology.router_ports if is_plain(p.name)], 2):
        if draw.chance(0.3):
            topology.southbound(
                "create",
                "MAC_Binding",
                'logical_port="%s"' % port.name,
                'ip="10.1.1.77"',
                'mac="02:aa:00:0a:00:02"',
                "datapath=$(sb get Port_Binding %s datapath)" % port.name,
            )
        if draw.chance(0.15):
            topology.southbound(
                "set", "Port_Binding", port.name, 'options:ipv6_ra_pd_list="%s"' % draw.odd("17:fd77:1::/64")
            )


STRAYS = (
    ("create", "Address_Set", "name=stray", "addresses=10.0.0.1"),
    ("create", "Port_Group", "name=stray", "ports=nobody"),
    ("create", "Meter", "name=stray", "unit=kbps"),
    ("create", "Mirror", "name=stray", "type=gre"),
    ("create", "DNS", "records:a=10.0.0.1"),
    ("create", "Load_Balancer", "name=stray"),
    ("create", "DHCP_Options", "name=stray", "code=3", "type=ipv4"),
    ("create", "HA_Chassis_Group", "name=stray"),
    ("create", "Chassis_Template_Var", "chassis=stray"),
    ("create", "RBAC_Role", "name=stray"),
    ("create", "Datapath_Binding", "tunnel_key=4000"),
    ("create", "Static_MAC_Binding", "logical_port=stray", "ip=10.0.0.1"),
    ("create", "BFD", "src_port=50000", "disc=9", "logical_port=stray", "dst_ip=10.0.0.1"),
    ("--all", "destroy", "Logical_Flow"),
    ("--all", "destroy", "Multicast_Group"),
    ("--all", "destroy", "Address_Set"),
    ("--all", "destroy", "Port_Group"),
    ("--all", "destroy", "Meter"),
    ("--all", "destroy", "DHCP_Options"),
    ("--all", "destroy", "IP_Multicast"),
    ("--all", "destroy", "Load_Balancer"),
    ("--all", "destroy", "HA_Chassis_Group"),
    ("--all", "destroy", "DNS"),
    ("--all", "destroy", "Port_Binding"),
    ("set", "SB_Global", ".", "options:stray=1", "external_ids:stray=1", "ipsec=true"),
)


def draw_strays(topology, draw):
    if draw.chance(0.3):
        for words in draw.some(STRAYS, 4):
            topology.southbound(*words)
    for port in draw.some(topology.ports, 1):
        if draw.chance(0.2):
            topology.southbound(
                *draw.one(
                    (
                        ("destroy", "Port_Binding", port.name),
                        ("set", "Port_Binding", port.name, "type=vtep", "mac=nonsense"),
                        (
                            "set",
                            "Port_Binding",
                            port.name,
                            "options:stray=1",
                            "external_ids:stray=1",
                            "tag=9",
                            "parent_port=x",
                        ),
                    )
                )
            )
