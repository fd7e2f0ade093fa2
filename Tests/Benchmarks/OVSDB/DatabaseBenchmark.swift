import ArgumentParser
import Testbed

/// Compares our database server with the real one on the same work.
@main
struct DatabaseBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ovsdb-benchmark",
    abstract: "Compares `isthmus ovsdb` with ovsdb-server on the same work, in one run.",
    discussion: """
      The clients are in this process, and use a processor of the machine as well. Ours has each \
      transaction on disk before anybody is told of it; ovsdb-server only if the transaction asks \
      for that (commit durable), as it does in all figures but those that say "C's not on disk". \
      On a busy machine take several rounds, and read the figures of processor time.

      Run it in release mode: swift run -c release ovsdb-benchmark
      """)

  @Option(help: "Run only one side: ours or c.")
  var only: Side?

  @Option(help: "Run only this: small, large, set, fan-out, reconnect or start-up.")
  var part: Part?

  @Option(help: "Small transactions of one client.")
  var transactions = 2000

  @Option(help: "Rows of a large transaction.")
  var rows = 20_000

  @Option(help: "Clients that monitor.")
  var clients = 50

  @Option(help: "Changes sent to the clients.")
  var changes = 1000

  @Option(help: "Megabytes of the file to start with.")
  var megabytes = 100

  @Option(
    help: "Times that each part is run on either side, in turn; the best of each figure counts.")
  var rounds = 1

  func run() async throws {
    let effort = Effort(
      transactions: transactions, rows: rows, clients: clients, changes: changes,
      megabytes: megabytes)
    var figures: [Side: [Figure]] = [:]
    for part in Part.allCases where self.part ?? part == part {
      // In turn: a disk shared with others is fast for a while and then slow for a while.
      for _ in 0..<rounds {
        for side in Side.allCases where only ?? side == side {
          let measured = try await part.measure(Measurements(side: side, effort: effort))
          for figure in measured { print("\(side): \(figure.name): \(figure.text)") }
          figures[side, default: []].keepBest(of: measured)
        }
      }
    }
    print(table(figures))
  }
}

/// A part of the benchmark.
enum Part: String, CaseIterable, ExpressibleByArgument {
  case small, large, set
  case fanOut = "fan-out"
  case reconnect
  case startUp = "start-up"

  func measure(_ measurements: Measurements) async throws -> [Figure] {
    switch self {
    case .small: try await measurements.small()
    case .large: try await measurements.large()
    case .set: try await measurements.set()
    case .fanOut: try await measurements.fanOut()
    case .reconnect: try await measurements.reconnect()
    case .startUp: try await measurements.startUp()
    }
  }
}
