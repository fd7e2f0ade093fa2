import OVNModel
import OVSDB
import Testbed
import Testing

/// What is done with a database's tool, and what is to be found in a column afterwards.
struct ToolStory: Sendable, CustomTestStringConvertible {
  let kind: DatabaseKind
  let schema: DatabaseSchema
  /// What the tool is asked to do in one transaction.
  let commands: String
  let table: String
  let column: String
  /// The words in the column, of all rows, sorted.
  let contents: [Substring]

  var testDescription: String { "\(schema.name) \(schema.version)" }

  /// There is no ovs-vswitchd that `ovs-vsctl` could wait for; the other tools wait for nobody unasked.
  var options: [String] { kind == .openVSwitch ? ["--no-wait"] : [] }

  static let all = [
    ToolStory(
      kind: .northbound, schema: Northbound.schema,
      commands: """
        ls-add sw0 -- lsp-add sw0 p0 -- acl-add sw0 to-lport 1 ip4 drop
        -- lr-add r0 -- lrp-add r0 p1 02:00:00:00:00:01 192.0.2.1/24
        -- lr-route-add r0 198.51.100.0/24 192.0.2.2 -- lr-nat-add r0 snat 192.0.2.1 10.0.0.0/8
        -- lb-add lb0 192.0.2.9:80 192.0.2.3:80 tcp -- ls-lb-add sw0 lb0
        """,
      table: "Logical_Router_Static_Route", column: "ip_prefix,nexthop",
      contents: ["192.0.2.2", "198.51.100.0/24"]),
    ToolStory(
      kind: .southbound, schema: Southbound.schema,
      commands: """
        chassis-add ch0 geneve,vxlan 192.0.2.1
        -- --id=@encaps create RBAC_Permission table=Encap authorization=chassis_name
        insert_delete=true update=ip,options
        -- create RBAC_Role name=ovn-controller permissions:Encap=@encaps
        """,
      table: "Encap", column: "type", contents: ["geneve", "vxlan"]),
    ToolStory(
      kind: .interconnectNorthbound, schema: ICNorthbound.schema,
      commands: "ts-add ts0 -- ts-add ts1",
      table: "Transit_Switch", column: "name", contents: ["ts0", "ts1"]),
    ToolStory(
      kind: .interconnectSouthbound, schema: ICSouthbound.schema,
      commands: "create Availability_Zone name=az0",
      table: "Availability_Zone", column: "name", contents: ["az0"]),
    ToolStory(
      kind: .openVSwitch, schema: OpenVSwitch.schema,
      commands: """
        add-br br0 -- add-port br0 p0 tag=5 -- set Interface p0 type=internal
        -- --id=@qos create QoS type=linux-htb -- set Port p0 qos=@qos
        -- set-controller br0 ptcp:6653 -- set-manager ptcp:6640
        """,
      table: "Interface", column: "name", contents: ["br0", "p0"]),
  ]
}
