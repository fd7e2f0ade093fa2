import Foundation
import Synchronization

/// Counts the rows of a table as they come and go, over a monitor of its own, RFC 7047 4.1.5: the moment of
/// a change is that of reading it from the socket.
///
/// It does not parse: an inserted row has `"new"` in the update, a deleted one `"old"`, a changed one both.
public final class RowCounter: Sendable {
  private struct State {
    var count = 0
    var isFinished = false
    var waiting: (count: Int, continuation: CheckedContinuation<ContinuousClock.Instant?, Never>)?
  }

  private let state = Mutex(State())
  private let descriptor: Int32

  /// Starts to count the rows of `table`; `column` is the one whose changes are watched too.
  public init(_ server: OVSDBServer, table: String, column: String) throws {
    descriptor = try connect(unix: server.socket)
    let request = #"""
      {"method":"monitor","id":0,"params":["\#(server.kind.name)",null,{"\#(table)":\#
      {"columns":["\#(column)"]}}]}
      """#
    let sent = send(descriptor, request, request.utf8.count, Int32(MSG_NOSIGNAL))
    guard sent == request.utf8.count else {
      throw TestbedError.system(call: "send", path: server.socket, error: "\(errno)")
    }
    Thread.detachNewThread { [self] in read() }
  }

  /// Stops counting.
  public func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Waits until there are `count` rows; returns when they were, or nil after `deadline`.
  public func wait(for count: Int, deadline: Duration) async -> ContinuousClock.Instant? {
    let timer = Task {
      try await Task.sleep(for: deadline)
      answer(nil)
    }
    defer { timer.cancel() }
    return await withCheckedContinuation { continuation in
      let now = state.withLock { state -> ContinuousClock.Instant? in
        if state.count == count { return .now }
        state.waiting = (count, continuation)
        return nil
      }
      if let now { continuation.resume(returning: now) }
    }
  }

  private func answer(_ instant: ContinuousClock.Instant?) {
    let waiting = state.withLock { state in
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.continuation.resume(returning: instant)
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var matcher = KeyMatcher()
    while true {
      let length = Foundation.read(descriptor, &buffer, buffer.count)
      let now = ContinuousClock.now
      guard length > 0 else { break }
      let difference = matcher.insertions(in: buffer[..<length])
      let isThere = state.withLock { state in
        state.count += difference
        return state.waiting?.count == state.count
      }
      if isThere { answer(now) }
    }
    answer(nil)
    close(descriptor)
  }
}

/// Finds the keys `"new":` and `"old":` in a stream of JSON.
private struct KeyMatcher {
  private var isInsertion = false
  private var matched = 0
  private static let insertion = Array(#""new":"#.utf8)
  private static let deletion = Array(#""old":"#.utf8)

  /// How many more of the first than of the second end in `bytes`.
  mutating func insertions(in bytes: ArraySlice<UInt8>) -> Int {
    var difference = 0
    for byte in bytes {
      if matched == 1, byte == Self.insertion[1] || byte == Self.deletion[1] {
        isInsertion = byte == Self.insertion[1]
        matched = 2
      } else if matched > 1, byte == (isInsertion ? Self.insertion : Self.deletion)[matched] {
        matched += 1
      } else {
        matched = byte == Self.insertion[0] ? 1 : 0
      }
      if matched == Self.insertion.count {
        difference += isInsertion ? 1 : -1
        matched = 0
      }
    }
    return difference
  }
}
