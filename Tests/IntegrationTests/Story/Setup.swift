import Testbed
import Testing

/// Runs a story in a mesh of zones whose daemons are all ours (or what `ISTHMUS_IC` names).
func withMesh<Result>(
  _ schemas: SchemaGeneration = .release2303, zones: Int = 2,
  _ story: (Mesh) async throws -> Result
) async throws -> Result {
  try await withMesh(schemas, running: Array(repeating: .ours, count: zones), story)
}

/// Runs a story in a mesh whose n-th zone runs the n-th program.
func withMesh<Result>(
  _ schemas: SchemaGeneration = .release2303, running programs: [InterconnectProgram],
  _ story: (Mesh) async throws -> Result
) async throws -> Result {
  try await withWorkspace { workspace in
    try await story(try await Mesh(in: workspace, schemas: schemas, running: programs))
  }
}

extension Mesh {
  var az1: Zone { zones[0] }
  var az2: Zone { zones[1] }

  /// Adds a transit switch and waits until every zone has it.
  func addTransitSwitch(_ name: String) async throws {
    try await icnbctl("ts-add", name)
    for zone in zones {
      try await eventually([name], "\(zone.name) has a switch for \(name)") {
        try await zone.transitSwitches().filter { $0 == name }
      }
    }
  }

  /// Two zones joined over `ts1`: in each a gateway (`gw1`, `gw2`) and a router (`lr1`, `lr2`) that
  /// is attached to the switch at 169.254.100.1 resp. .2 and exchanges routes.
  func join() async throws {
    try await addTransitSwitch("ts1")
    for (index, zone) in zones.enumerated() {
      let number = index + 1
      try await zone.exchangeRoutes()
      try await zone.addGateway("gw\(number)", ip: "10.1.0.\(number)")
      try await zone.addRouter("lr\(number)")
      try await zone.attach("lr\(number)", to: "ts1", number: number)
    }
  }
}
