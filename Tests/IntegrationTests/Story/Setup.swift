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
    let mesh = try await Mesh(in: workspace, schemas: schemas, running: programs)
    do {
      let result = try await story(mesh)
      await expectNoCrash(in: mesh)
      return result
    } catch {
      await expectNoCrash(in: mesh)
      throw error
    }
  }
}

/// Whatever the story, no program may have ended by itself.
private func expectNoCrash(in mesh: Mesh) async {
  for program in mesh.programs {
    let hasCrashed = await program.hasCrashed
    #expect(!hasCrashed, "\(program.name) crashed: \(program.output.suffix(2000))")
  }
}

extension Mesh {
  var az1: Zone { zones[0] }
  var az2: Zone { zones[1] }
  var az3: Zone { zones[2] }

  /// Adds a transit switch and waits until every zone has it.
  func addTransitSwitch(_ name: String) async throws {
    try await icnbctl("ts-add", name)
    for zone in zones {
      try await eventually([name], "\(zone.name) has a switch for \(name)") {
        try await zone.transitSwitches().filter { $0 == name }
      }
    }
  }

  /// The zones joined over `ts1`: in each a gateway (`gw1`, `gw2` …) and a router (`lr1`, `lr2` …) that
  /// is attached to the switch at 169.254.100.1, .2 … and exchanges routes.
  ///
  /// With `ipv6` the routers have addresses 2001:db8:100::1, ::2 … there as well.
  func join(ipv6: Bool = false) async throws {
    try await addTransitSwitch("ts1")
    for (index, zone) in zones.enumerated() {
      let number = index + 1
      try await zone.exchangeRoutes()
      try await zone.addGateway("gw\(number)", ip: "10.1.0.\(number)")
      try await zone.addRouter("lr\(number)")
      try await zone.attach(
        "lr\(number)", to: "ts1", number: number,
        networks: ["169.254.100.\(number)/24"] + (ipv6 ? ["2001:db8:100::\(number)/64"] : []))
    }
  }
}
