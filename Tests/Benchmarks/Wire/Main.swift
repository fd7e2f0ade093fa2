import Glibc
import JSON
import OVSDB

/// Decodes a monitor reply of 20,000 routes over and over, and prints how fast.
///
///     swift run -c release wire-benchmark
///     swift run -c release wire-benchmark --print > reply.json    the bytes, for c-parser.py
@main
struct WireBenchmark {
  static let routes = 20_000
  static let rounds = 15
  /// What a connection hands over at once.
  static let chunk = 65_536

  static func main() throws {
    let reply = monitorReply(routes: routes)
    if CommandLine.arguments.contains("--print") {
      print(String(decoding: reply, as: UTF8.self))
      return
    }
    print("\(reply.count) bytes, \(routes) routes, best and median of \(rounds) rounds")
    let document = try parse(reply)
    try report("parse to a tape", bytes: reply.count) { _ = try parse(reply) }
    try report("tape to typed rows", bytes: reply.count) { try decodeAll(document) }
    try report("parse and decode", bytes: reply.count) { try decodeAll(try parse(reply)) }
  }

  static func parse(_ bytes: [UInt8]) throws -> JSONDocument {
    var parser = JSONParser()
    var start = 0
    while start < bytes.count {
      let end = min(start + chunk, bytes.count)
      parser.append(bytes.span.extracting(start..<end))
      if let document = try parser.next() { return document }
      start = end
    }
    throw JSONError(.unexpectedEnd, offset: bytes.count)
  }

  static func decodeAll(_ document: JSONDocument) throws {
    let rows = try decode(document.root)
    precondition(rows.count == routes, "\(rows.count) routes came out")
  }

  static func decode(_ reply: JSONElement) throws(WireError) -> [UUID: Route] {
    guard let updates = reply["result"]?["Route"] else { return [:] }
    var rows: [UUID: Route] = [:]
    rows.reserveCapacity(updates.count)
    try updates.forEachPair { name, update throws(WireError) in
      guard let uuid = UUID(name), let initial = update["initial"]
      else { throw WireError(expected: "an initial row", found: update) }
      var route = Route()
      try Route.table.decode(initial, into: &route)
      rows[uuid] = route
    }
    return rows
  }

  static func report(_ name: String, bytes: Int, _ body: () throws -> Void) throws {
    var times: [Duration] = []
    for _ in 0..<rounds {
      let start = processorTime()
      try body()
      times.append(processorTime() - start)
    }
    times.sort()
    print("\(name): \(speed(bytes, times[0])) MB/s, median \(speed(bytes, times[rounds / 2]))")
  }

  /// Of this process, not of the wall: others run on the machine too.
  static func processorTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  static func speed(_ bytes: Int, _ time: Duration) -> Int {
    Int(Double(bytes) / (time / .microseconds(1)))
  }
}
