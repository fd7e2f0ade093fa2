import Foundation

/// Operations on the advertising zone's Northbound: its router is `lr1`.

/// One transaction that gives the router `count` static routes.
func loading(_ count: Int) -> [String] {
  let inserts = (0..<count).map { number in
    let prefix = "\(20 + number >> 16).\(number >> 8 & 255).\(number & 255).0/24"
    return #"""
      {"op":"insert","table":"Logical_Router_Static_Route","uuid-name":"r\#(number)",\#
      "row":{"ip_prefix":"\#(prefix)","nexthop":"169.254.100.9"}}
      """#
  }
  let names = (0..<count).map { #"["named-uuid","r\#($0)"]"# }.joined(separator: ",")
  return inserts + [changingRoutes(.insert, #"["set",[\#(names)]]"#)]
}

/// One transaction that gives a router, by default the advertising zone's, one more static route.
func adding(_ prefix: String, to router: String = "lr1") -> [String] {
  [
    #"""
    {"op":"insert","table":"Logical_Router_Static_Route","uuid-name":"route",\#
    "row":{"ip_prefix":"\#(prefix)","nexthop":"169.254.100.9"}}
    """#,
    changingRoutes(.insert, #"["named-uuid","route"]"#, of: router),
  ]
}

/// One transaction that publishes a route in IC-Southbound in the name of a zone, given by its row.
func publishing(_ prefix: String, zone: String) -> [String] {
  [
    #"""
    {"op":"insert","table":"Route","row":{"availability_zone":["uuid","\#(zone)"],\#
    "transit_switch":"ts1","ip_prefix":"\#(prefix)","nexthop":"169.254.100.1","origin":"static"}}
    """#
  ]
}

/// One transaction that takes a static route from the router.
func deleting(_ uuid: String) -> [String] { [changingRoutes(.delete, #"["uuid","\#(uuid)"]"#)] }

private enum Mutator: String { case insert, delete }

private func changingRoutes(
  _ mutator: Mutator, _ routes: String, of router: String = "lr1"
) -> String {
  #"""
  {"op":"mutate","table":"Logical_Router","where":[["name","==","\#(router)"]],\#
  "mutations":[["static_routes","\#(mutator.rawValue)",\#(routes)]]}
  """#
}

/// How many transactions a journal holds from `offset` on.
func transactions(in file: String, from offset: Int) -> Int {
  guard let handle = FileHandle(forReadingAtPath: file) else { return 0 }
  defer { try? handle.close() }
  try? handle.seek(toOffset: UInt64(offset))
  let tail = String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
  return tail.split(separator: "\n").count { $0.hasPrefix("OVSDB JSON ") }
}
