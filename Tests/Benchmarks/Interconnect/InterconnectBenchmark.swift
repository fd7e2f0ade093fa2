import ArgumentParser
import Testbed

/// Compares our `ovn-ic` with the C one on the same work: real databases, two zones, N routes.
@main
struct InterconnectBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interconnect-benchmark",
    abstract: "Compares our ovn-ic with the C one on the same work, in one run.",
    discussion: """
      Starts real databases and northd for two zones, joins a router of each over a transit switch, \
      and pauses northd: it would recompute on each route and drown what is measured. Then, for each \
      size and program: all routes at once, one route added and deleted several times, the learning \
      daemon restarted with the routes in place.

      Run it in release mode: swift run -c release interconnect-benchmark
      """)

  @Option(help: "Numbers of routes for both programs, separated by commas.")
  var sizes = "1000,5000,20000"

  @Option(help: "Numbers of routes for ours alone, separated by commas.")
  var oursSizes = "100000"

  @Option(help: "Run only one side: ours or c.")
  var only: Side?

  @Option(
    help: "How often one route is added and deleted, at least; fast programs do it more often.")
  var `repeat` = 5

  @Option(help: "Seconds after which a single measurement is given up.")
  var deadline = 300

  @Option(help: "Our program; by default the one built beside this benchmark.")
  var ours = InterconnectProgram.ours.path

  @Option(help: "The C program.")
  var c = InterconnectProgram.reference.path

  func run() async throws {
    var results: [Result] = []
    let effort = Effort(repetitions: `repeat`, deadline: .seconds(deadline))
    for size in list(sizes) + list(oursSizes) {
      for side in Side.allCases where only ?? side == side {
        if side == .c, !list(sizes).contains(size) { continue }
        print("\(side), \(size) routes …")
        let program = InterconnectProgram(path: side == .c ? c : ours)
        let result = try await measure(program, routes: size, effort: effort)
        results.append(Result(side: side, size: size, measurements: result))
        print(Report.lines(of: result).map { "  \($0)" }.joined(separator: "\n"))
      }
    }
    print(Report.table(results))
  }

  private func list(_ text: String) -> [Int] { text.split(separator: ",").compactMap { Int($0) } }
}

/// Whose daemon.
enum Side: String, CaseIterable, ExpressibleByArgument, CustomStringConvertible {
  case c, ours

  var description: String { self == .c ? "C" : "ours" }
}

/// How much is done to measure.
struct Effort {
  /// The least number of single changes.
  var repetitions: Int
  /// After which a measurement is given up.
  var deadline: Duration
}
