import OVNModel
import Replica
import Testing

@testable import Interconnect

@Suite("What a controller asks a server for")
struct ColumnTests {
  @Test("are the columns of Northbound that it reads, and no others")
  func northbound() {
    let declared = InterconnectController.declared(.northbound)
    #expect(
      declared.monitored(in: Northbound.schema).mapValues(Set.init) == [
        "NB_Global": ["name", "options"],
        "Logical_Switch": ["name", "ports", "other_config"],
        "Logical_Switch_Port": ["name", "type", "options", "addresses", "peer", "up"],
        "Logical_Router": [
          "name", "ports", "static_routes", "options", "enabled", "load_balancer",
          "load_balancer_group",
        ],
        "Logical_Router_Port": ["name", "mac", "networks", "options"],
        "Logical_Router_Static_Route": [
          "ip_prefix", "nexthop", "route_table", "policy", "options", "external_ids",
        ],
        "Load_Balancer": ["vips"],
        "Load_Balancer_Group": ["load_balancer"],
      ])
    #expect(declared.missing(in: Northbound.schema) == [])
  }

  @Test("are the columns of Southbound that it reads, and no others")
  func southbound() {
    let declared = InterconnectController.declared(.southbound)
    #expect(
      declared.monitored(in: Southbound.schema).mapValues(Set.init) == [
        "Chassis": ["name", "hostname", "encaps", "other_config"],
        "Encap": ["type", "ip", "options", "chassis_name"],
        "Datapath_Binding": ["nb_uuid", "type", "external_ids"],
        "Port_Binding": ["logical_port", "datapath", "mac", "options", "chassis", "up"],
      ])
    #expect(declared.missing(in: Southbound.schema) == [])
  }
}
