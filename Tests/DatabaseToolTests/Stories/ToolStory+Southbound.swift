import Testbed

// Stories of the southbound tool.
extension ToolStory {
  static let zones = ToolStory(
    "what zones have", .interconnectSouthbound,
    """
    init
    show
    create Availability_Zone name=west
    --id=11111111-1111-1111-1111-111111111111 create Availability_Zone name=east
    show
    show east
    show nobody
    show 11111111-1111-1111-1111-111111111111
    show a b
    --id=@e create Encap type=geneve ip='"192.0.2.1"' gateway_name=gw2 -- create Gateway name=gw2 availability_zone=11111111-1111-1111-1111-111111111111 encaps=@e hostname=host2
    --id=@e create Encap type=vxlan ip='"192.0.2.2"' gateway_name=gw1 -- create Gateway name=gw1 availability_zone=11111111-1111-1111-1111-111111111111 encaps=@e
    show
    create Datapath_Binding transit_switch=ts tunnel_key=1
    create Datapath_Binding transit_switch=ts0 tunnel_key=0
    create Datapath_Binding transit_switch=ts0 tunnel_key=16777216
    create Port_Binding transit_switch=ts logical_port=p2 tunnel_key=2 gateway=gw2 availability_zone=11111111-1111-1111-1111-111111111111 address='"aa:bb:cc:dd:ee:ff 10.0.0.1/24"'
    create Port_Binding transit_switch=ts logical_port=p1 tunnel_key=1 gateway=gw2 availability_zone=11111111-1111-1111-1111-111111111111
    create Port_Binding transit_switch=ts logical_port=p3 tunnel_key=3 availability_zone=11111111-1111-1111-1111-111111111111
    create Port_Binding transit_switch=ts logical_port=p4 tunnel_key=3 availability_zone=11111111-1111-1111-1111-111111111111
    create Port_Binding transit_switch=ts logical_port=p5 tunnel_key=5
    show
    show west
    show east
    --oneline show east
    list p p1
    list port p2
    list d ts
    list gateway gw1
    ~list enc
    ~list g
    list a east
    get av east name
    set g gw1 hostname='"other host"'
    show
    destroy av east
    destroy av west
    show
    """)

  static let gateways = ToolStory(
    "columns of each kind", .interconnectSouthbound,
    """
    --id=11111111-1111-1111-1111-111111111111 create Availability_Zone name=z
    create Route transit_switch=ts ip_prefix='"10.0.0.0/8"' nexthop='"10.0.0.1"' route_table=main origin=static availability_zone=11111111-1111-1111-1111-111111111111
    create Route transit_switch=ts ip_prefix=x nexthop=y origin=nonsense availability_zone=11111111-1111-1111-1111-111111111111
    create Route transit_switch=ts ip_prefix=x nexthop=y origin=connected availability_zone=22222222-2222-2222-2222-222222222222
    list Route
    find Route origin=static
    find Route origin=nonsense
    find Route 'origin{in}static,connected'
    set Route . origin=connected
    set Route . origin=x
    set Route . external_ids:a=b
    set Route . ip_prefix=z
    create Gateway name=g availability_zone=11111111-1111-1111-1111-111111111111
    create Encap type=geneve ip=x gateway_name=g
    create Encap type=nonsense ip=x gateway_name=g
    create Port_Binding logical_port=p tunnel_key=-1 availability_zone=11111111-1111-1111-1111-111111111111 transit_switch=t
    create Port_Binding logical_port=p tunnel_key=32768 availability_zone=11111111-1111-1111-1111-111111111111 transit_switch=t
    create Port_Binding logical_port=p tunnel_key=1-2 availability_zone=11111111-1111-1111-1111-111111111111 transit_switch=t
    set av z name=y
    get av y name
    list nope
    set-connection ptcp:16645
    get-connection
    set-ssl a b c
    get-ssl
    ts-add x
    --may-exist init
    --wait=sb init
    """)
}
