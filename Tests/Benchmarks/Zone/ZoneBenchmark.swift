import ArgumentParser
import Testbed

/// Compares the compiler of a zone with ovn-northd, and looks at it alone.
@main
struct ZoneBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zone-benchmark",
    abstract: "Compares `isthmus zone` with ovn-northd on the same zones, in one run.",
    discussion: """
      Parts: compare, both as processes between real ovsdb-servers; flows, how many logical flows \
      either makes of floating addresses; memory, our compiler without processes, and what it \
      derived.

      Run it in release mode: swift run -c release zone-benchmark, after swift build -c release \
      --product isthmus
      """)

  @Option(help: "Run only this: compare, flows or memory.")
  var part: Part?

  @Option(help: "Run only one side: ours or c.")
  var only: Side?

  @Option(help: "Numbers of floating addresses to compare, separated by commas.")
  var addresses = "1000,5000"

  @Option(help: "Switches.")
  var switches = 500

  @Option(help: "Ports of each switch.")
  var ports = 20

  @Option(help: "Static routes.")
  var routes = 10_000

  @Option(help: "Numbers of floating addresses whose flows are counted, separated by commas.")
  var flows = "10,50,100,200,400,2000"

  @Option(help: "How often one thing is added and removed, at most.")
  var changes = 10

  @Option(help: "Seconds after which a single measurement is given up.")
  var deadline = 600

  @Option(help: "Our program; by default the one built beside this benchmark.")
  var ours = builtProgram("isthmus")

  @Flag(help: "Small zones, to see that it works.")
  var quick = false

  func run() async throws {
    let (able, complaint) = Distribution.sides
    let sides = able.filter { only ?? $0 == $0 }
    if let complaint, part != .memory { print(complaint) }
    if part ?? .compare == .compare, !sides.isEmpty { try await compare(sides) }
    if part ?? .flows == .flows { try await countFlows(sides) }
    if part == .memory || sides.isEmpty && part != .flows { measureInMemory() }
  }

  /// Measures both sides, scene by scene, and prints what has been measured of each.
  private func compare(_ sides: [Side]) async throws {
    print(Report.explanation)
    for scene in scenes {
      var section = Report.Section(title: scene.title)
      for side in sides {
        section.figures[side] = try await measurement(side).measure(scene)
      }
      print(Report.table(section))
    }
  }

  /// Counts the flows of both sides; of ours in memory where no server is to be had.
  private func countFlows(_ sides: [Side]) async throws {
    var section = Report.Section(title: "logical flows")
    for count in list(quick ? "10,50" : flows) {
      let scene = FloatingAddresses(count: count, spare: 0)
      for side in sides {
        guard let flows = try await measurement(side).countFlows(scene) else { continue }
        section.figures[side, default: []].append(.rows(scene.title, flows))
      }
      guard sides.isEmpty else { continue }
      let flows = MemoryMeasurement(scene, changes: 0).flows
      section.figures[.ours, default: []].append(.rows(scene.title, flows))
    }
    print(Report.table(section))
  }

  private func measureInMemory() {
    for scene in scenes {
      _ = MemoryMeasurement(scene, changes: 1, report: MemoryMeasurement.printDetails)
    }
  }

  private func measurement(_ side: Side) -> ProcessMeasurement {
    ProcessMeasurement(
      side: side, effort: Effort(changes: changes, deadline: .seconds(deadline)), isthmus: ours)
  }

  private var scenes: [any Scene] {
    if quick {
      return [
        FloatingAddresses(count: 50, spare: changes), Switches(count: 10, ports: 5),
        Routes(count: 200),
      ]
    }
    return list(addresses).map { FloatingAddresses(count: $0, spare: changes) }
      + [Switches(count: switches, ports: ports), Routes(count: routes)]
  }

  private func list(_ text: String) -> [Int] { text.split(separator: ",").compactMap { Int($0) } }
}

/// A part of the benchmark.
enum Part: String, CaseIterable, ExpressibleByArgument {
  case compare, flows, memory
}
