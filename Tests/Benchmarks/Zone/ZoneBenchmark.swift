import OVSDB
import ZoneBench
import ZoneCompiler

/// How long the compiler of a zone takes for a large zone at once, and then for one port more; and the same
/// of routes and floating addresses.
///
///     zone-benchmark [SWITCHES [PORTS [ROUTES [ADDRESSES]]]]
@main
struct ZoneBenchmark {
  static func main() {
    let switches = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 500
    let ports = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 20
    let bench = Bench()
    var operations: [OVSDB.Operation] = []
    for number in 0..<switches {
      let uuid = identifier(1, number)
      operations.append(NorthboundEdit.addSwitch("sw\(number)", uuid: uuid))
      for port in 0..<ports {
        operations += NorthboundEdit.addPort(
          "sw\(number)-\(port)", uuid: identifier(2, number * ports + port), to: uuid,
          addresses: [address(number, port)])
      }
    }
    bench.edit(operations)
    bench.clearCounts()
    bench.settle()
    report("\(switches) switches of \(ports) ports", bench)
    bench.clearCounts()
    bench.edit(
      NorthboundEdit.addPort(
        "one-more", uuid: identifier(3, 0), to: identifier(1, 0), addresses: [address(0, 250)]))
    bench.settle()
    report("one port more", bench)
    RouteBenchmark(routes: CommandLine.arguments.dropFirst(3).first.flatMap { Int($0) } ?? 10_000)
      .run()
    FloatingAddressBenchmark(
      addresses: CommandLine.arguments.dropFirst(4).first.flatMap { Int($0) } ?? 5_000
    ).run()
  }

  private static func identifier(_ kind: UInt64, _ number: Int) -> UUID {
    UUID(high: kind << 32 | 0x4000, low: 0x8000_0000_0000_0000 | UInt64(number))
  }

  private static func address(_ number: Int, _ port: Int) -> String {
    let mac = [0x0a, 0, number >> 8, number & 0xFF, port >> 8, port & 0xFF].map {
      ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    return "\(mac.joined(separator: ":")) 10.\(number >> 8).\(number & 0xFF).\(port & 0xFF)"
  }

  static func report(_ title: String, _ bench: Bench) {
    let counts = bench.controller.counts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    let work = bench.controller.statistics.map { "\($0.kind) \($0.runs)" }.joined(separator: ", ")
    print("\(title): \(bench.workTime); \(counts); derived \(work); sent \(bench.operationCounts)")
    for refusal in bench.refusals { print("  refused: \(refusal)") }
  }
}
