import OVSDB
import ZoneBench

/// How long the compiler takes for a router with many static routes at once, and then for one more.
struct RouteBenchmark {
  let routes: Int

  private let router = UUID(high: 5 << 32 | 0x4000, low: 0x8000_0000_0000_0000)

  func run() {
    let bench = Bench()
    bench.edit(
      [NorthboundEdit.addRouter("router", uuid: router)]
        + NorthboundEdit.addRouterPort(
          "port", uuid: identifier(6, 0), to: router, mac: "0a:00:00:00:00:01",
          networks: ["169.254.100.1/24"]))
    bench.settle()
    bench.edit((0..<routes).flatMap { add($0) })
    bench.clearCounts()
    bench.settle()
    ZoneBenchmark.report("\(routes) static routes", bench)
    bench.clearCounts()
    bench.edit(add(routes))
    bench.settle()
    ZoneBenchmark.report("one route more", bench)
    bench.clearCounts()
    bench.edit(
      NorthboundEdit.addRoute(
        prefix(0), "169.254.100.250", uuid: identifier(8, 0), to: router))
    bench.settle()
    ZoneBenchmark.report("a second route to one of the networks", bench)
  }

  private func add(_ number: Int) -> [OVSDB.Operation] {
    NorthboundEdit.addRoute(
      prefix(number), "169.254.100.\(number % 200 + 2)", uuid: identifier(7, number), to: router)
  }

  private func prefix(_ number: Int) -> String {
    "\(number / 65536 + 10).\(number >> 8 & 0xFF).\(number & 0xFF).0/24"
  }

  private func identifier(_ kind: UInt64, _ number: Int) -> UUID {
    UUID(high: kind << 32 | 0x4000, low: 0x8000_0000_0000_0000 | UInt64(number))
  }
}
