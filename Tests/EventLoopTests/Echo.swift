import EventLoop

/// A server that sends back what it receives.
@LoopActor
final class Echo {
  private(set) var listener: Listener?
  private(set) var clients: [EventLoop.Stream] = []

  init(at endpoint: Endpoint) throws {
    listener = try Listener(at: endpoint) { [weak self] stream in self?.serve(stream) }
  }

  var endpoint: Endpoint { listener?.endpoint ?? .unix(path: "") }

  private func serve(_ stream: EventLoop.Stream) {
    clients.append(stream)
    try? stream.read { [weak stream] bytes in
      stream?.send(bytes.withUnsafeBufferPointer { Array($0) })
    } finish: { [weak stream] _ in
      stream?.close()
    }
  }

  func stop() {
    listener?.close()
    for client in clients { client.close() }
  }
}

/// Everything a stream receives, for a test to wait for.
@LoopActor
final class Inbox {
  private(set) var bytes: [UInt8] = []
  private(set) var end: Result<Void, StreamError>?
  private var waiting: (isDone: (Inbox) -> Bool, continuation: CheckedContinuation<Void, Never>)?

  init(_ stream: EventLoop.Stream) throws {
    try stream.read { bytes in
      bytes.withUnsafeBufferPointer { self.bytes.append(contentsOf: $0) }
      self.changed()
    } finish: { error in
      self.end = if let error { .failure(error) } else { .success(()) }
      self.changed()
    }
  }

  func wait(until isDone: @escaping (Inbox) -> Bool) async {
    // Asked inside: a task that does not prefer the loop's executor may be suspended just before.
    await withCheckedContinuation { continuation in
      waiting = (isDone, continuation)
      changed()
    }
  }

  var isEnded: Bool { end != nil }

  private func changed() {
    guard let (isDone, continuation) = waiting, isDone(self) else { return }
    waiting = nil
    continuation.resume()
  }
}

/// Waits for `condition` turn by turn; the suite's time limit bounds it.
@LoopActor
func turn(until condition: () -> Bool) async {
  while !condition() { await LoopActor.sleep(for: .milliseconds(1)) }
}
