"""What serves ports: settings of the zone, chassis groups, DHCP, DNS, multicast, forwarding groups, neighbours."""

from .topology import Ref


def draw_globals(topology, draw):
    options = draw.options(
        0.07,
        default_acl_drop=["true", "false"],
        ignore_lsp_down=["true", "false"],
        install_ls_lb_from_router=["true", "false"],
        use_ct_inv_match=["true", "false"],
        use_logical_dp_groups=["true", "false"],
        controller_event=["true", "false"],
        use_parallel_build=["false"],
        mac_prefix=["0a:58:77"],
        debug_drop_collector_set=["7"],
        debug_drop_domain_id=["3"],
        northd_probe_interval=["5000"],
        use_common_zone=["true", "false"],
        lb_hairpin_use_ct_mark=["true", "false"],
        bcast_arp_req_flood=["true"],
        max_tunid=["77"],
        svc_monitor_mac=["02:aa:00:07:00:01"],
    )
    # An Ethernet address that cannot be read is made up.
    for key, value in (("mac_prefix", "0a:58:77"), ("svc_monitor_mac", "02:aa:00:07:00:01")):
        if key in options:
            options[key] = value
    if options:
        topology.set("NB_Global", ".", {"options": options})
    if draw.chance(0.1):
        topology.set("NB_Global", ".", {"ipsec": True})
    if draw.chance(0.1):
        topology.set("NB_Global", ".", {"external_ids": {"owner": "drawn"}})


def draw_ha_groups(topology, draw):
    for index in range(1, 1 + draw.randrange(3)):
        name = "group%d" % index
        topology.create("HA_Chassis_Group", {"name": name})
        topology.known("groups").append(name)
        for priority, chassis in enumerate(draw.some(["hv1", "hv2", "hv3", "ghost"], 4)):
            topology.create(
                "HA_Chassis",
                {"chassis_name": chassis, "priority": draw.one((5, 10)) + priority},
                ("HA_Chassis_Group", name, "ha_chassis"),
            )


def draw_dhcp(topology, draw):
    for switch in topology.switches:
        if not draw.chance(0.4):
            continue
        rows = {"dhcpv4_options": dhcp4(draw, switch), "dhcpv6_options": dhcp6(draw, switch)}
        for column, columns in rows.items():
            if not draw.chance(0.7):
                continue
            row = topology.create("DHCP_Options", columns, tagged=True)
            for port in draw.some(switch.ports, 4):
                topology.line(
                    "--id=@o",
                    "get",
                    "DHCP_Options",
                    topology.record("DHCP_Options", row.name),
                    "--",
                    "set",
                    "Logical_Switch_Port",
                    port.name,
                    column + "=@o",
                )


def dhcp4(draw, switch):
    options = {
        "server_id": draw.odd(switch.v4(1)),
        "server_mac": draw.odd(switch.mac(1)),
        "lease_time": draw.odd("3600"),
    }
    if draw.chance(0.1):
        options.pop(draw.one(sorted(options)))
    options.update(
        draw.options(
            0.15,
            router=[switch.v4(1)],
            dns_server=["{10.1.1.2, 10.1.1.3}", "10.1.1.2"],
            mtu=["1442"],
            domain_name=['"x.example"'],
            classless_static_route=["{10.66.0.0/16,10.1.1.9, 0.0.0.0/0,10.1.1.1}"],
            ntp_server=["10.1.1.4"],
            T1=["1800"],
            hostname=['"given"'],
            netmask=["255.255.0.0"],
            bootfile_name=['"pxe.0"'],
            default_ttl=["64"],
            unheard_of=["1"],
        )
    )
    return {"cidr": draw.odd(draw.one((switch.network(), switch.network(), "10.77.0.0/16"))), "options": options}


def dhcp6(draw, switch):
    options = {"server_id": draw.odd(switch.mac(1))} if draw.chance(0.9) else {}
    options.update(
        draw.options(
            0.3,
            dns_server=["fd12::53", "{fd12::53, fd12::54}"],
            domain_search=['"x.example"'],
            dhcpv6_stateless=["true", "false"],
        )
    )
    return {"cidr": draw.odd(switch.network6()), "options": options}


def draw_dns(topology, draw):
    for _ in range(draw.randrange(3) if draw.chance(0.4) else 0):
        records = {
            "%s.zone.example" % draw.one(("a", "B", "c-d")): draw.odd(draw.one(("10.1.1.11", "10.1.1.12 FD12::12")))
            for _ in range(draw.randrange(3))
        }
        row = topology.create("DNS", {"records": records}, tagged=True)
        for switch in draw.some(topology.switches, 3):
            topology.refer(("Logical_Switch", switch.name, "dns_records"), "DNS", row.name)


def draw_multicast(topology, draw):
    for switch in topology.switches:
        if draw.chance(0.4):
            config = draw.options(
                0.3,
                mcast_querier=["true", "false"],
                mcast_flood_unregistered=["true", "false"],
                mcast_table_size=["1", "512", "99999"],
                mcast_eth_src=["02:aa:00:08:00:01"],
                mcast_ip4_src=[switch.v4(250)],
                mcast_ip6_src=["fe80::18"],
                mcast_idle_timeout=["1", "200", "99999"],
                mcast_query_interval=["1", "60"],
                mcast_query_max_response=["1", "20"],
            )
            config["mcast_snoop"] = draw.odd("true")
            topology.set("Logical_Switch", switch.name, {"other_config": config})


def draw_forwarding_groups(topology, draw):
    """One on a switch at most: with more, only some become flows, by chance."""
    for switch in topology.switches:
        ports = [p.name for p in draw.some(switch.ports, 4)]
        if ports and draw.chance(0.15):
            topology.create(
                "Forwarding_Group",
                {
                    "name": "fwd-" + switch.name,
                    "vip": draw.odd(switch.v4(240)),
                    "vmac": draw.odd(switch.mac(240)),
                    "liveness": draw.chance(0.4),
                    "child_port": ports,
                },
                ("Logical_Switch", switch.name, "forwarding_groups"),
            )


def draw_static_neighbours(topology, draw):
    for port in draw.some(topology.router_ports, 2):
        topology.known("lasting").append(port.name)
        topology.create(
            "Static_MAC_Binding",
            {
                "logical_port": draw.odd(port.name),
                "ip": draw.odd("10.1.1.%d" % (100 + draw.randrange(5))),
                "mac": draw.odd("02:aa:00:09:00:01"),
                "override_dynamic_mac": draw.chance(0.5),
            },
        )
    if draw.chance(0.1):
        topology.create(
            "Chassis_Template_Var",
            {
                "chassis": draw.one(("hv1", "ghost")),
                "variables": {"vip1": "10.90.1.9", "port": "80", "back1": draw.odd("10.1.1.11:80")},
            },
        )
