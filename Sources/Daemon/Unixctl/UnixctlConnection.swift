internal import EventLoop
internal import JSON

/// One client of the control socket: JSON-RPC 1.0, one request at a time.
///
/// What is not a request ends the connection, as the C library has it; other clients see nothing.
@LoopActor
final class UnixctlConnection {
  private let stream: any ByteStream
  private let registry: UnixctlRegistry
  private var parser = JSONParser(limits: JSONLimits(bytes: 1 << 20, depth: 16))
  private var format = UnixctlFormat.text
  private var isAnswering = false
  private var hasEnded = false
  private var end: (() -> Void)?

  init(_ stream: any ByteStream, registry: UnixctlRegistry) {
    self.stream = stream
    self.registry = registry
  }

  /// Whether replies wait to be sent.
  var isSending: Bool { stream.pendingBytes > 0 }

  /// A client that does not read its replies is let go at this backlog.
  private static let backlogMaximum = 16 << 20

  /// Serves the client; `end` is called when the connection is over.
  func start(end: @escaping () -> Void) {
    self.end = end
    do throws(StreamError) {
      try stream.read { [weak self] bytes in
        self?.parser.append(bytes)
        self?.advance()
      } finish: { [weak self] _ in
        self?.inputEnded()
      }
    } catch {
      close()
    }
  }

  /// Serves the requests that have come, until one is answered later.
  private func advance() {
    while !isAnswering, end != nil {
      do throws(JSONError) {
        guard let document = try parser.next() else { break }
        guard let call = Call(document.root) else { return close() }
        perform(call)
      } catch {
        return close()
      }
    }
    if hasEnded, !isAnswering { closeWhenSent() }
  }

  private func perform(_ call: Call) {
    isAnswering = true
    let request = UnixctlRequest(
      arguments: call.arguments, chooseFormat: { [weak self] in self?.format = $0 },
      answer: { [weak self] in self?.answer(call, $0) })
    if call.hasOnlyStrings {
      registry.perform(call.method, request)
    } else {
      request.fail(UnixctlError("\"\(call.method)\" command has non-string argument"))
    }
  }

  private func answer(_ call: Call, _ answer: Result<String, UnixctlError>) {
    var bytes: [UInt8] = []
    switch answer {
    case .success(let text):
      (["id": call.id, "result": result(text), "error": .null] as JSON).write(to: &bytes)
    case .failure(let error):
      (["id": call.id, "result": .null, "error": .string(error.description.asLines)] as JSON)
        .write(to: &bytes)
    }
    isAnswering = false
    guard end != nil else { return }
    stream.send(bytes)
    guard stream.pendingBytes <= Self.backlogMaximum else { return close() }
    // Requests that came in the meantime are served from the loop, not from inside the command.
    LoopActor.spawn { [weak self] in self?.advance() }
  }

  private func result(_ text: String) -> JSON {
    switch format {
    case .text: .string(text.asLines)
    case .json: ["reply-format": "plain", "reply": .string(text.asLines)]
    }
  }

  /// The client will ask nothing more, but may still wait for an answer.
  private func inputEnded() {
    hasEnded = true
    if !isAnswering { closeWhenSent() }
  }

  private func closeWhenSent() {
    guard isSending else { return close() }
    LoopActor.spawn { [weak self] in
      while self?.isSending == true { await LoopActor.sleep(for: .milliseconds(1)) }
      self?.close()
    }
  }

  private func close() {
    stream.close()
    end.take()?()
  }
}

/// A JSON-RPC request, as far as the control socket understands it.
private struct Call {
  let id: JSON
  let method: String
  let arguments: [String]
  let hasOnlyStrings: Bool

  /// Nil for what is not a request: replies, notifications, other values.
  init?(_ message: JSONElement) {
    guard let method = message["method"]?.string, let parameters = message["params"],
      parameters.kind == .array, let id = message["id"]?.json, id != .null
    else { return nil }
    self.id = id
    self.method = method
    var arguments: [String] = []
    parameters.forEachElement { element in
      if let text = element.string { arguments.append(text) }
    }
    self.arguments = arguments
    hasOnlyStrings = arguments.count == parameters.count
  }
}

extension String {
  /// The text with a newline at its end, unless it is empty.
  fileprivate var asLines: String { isEmpty || hasSuffix("\n") ? self : self + "\n" }
}
