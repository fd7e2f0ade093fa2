import Foundation

/// A blocking JSON-RPC connection over a Unix socket, RFC 7047 4: requests and notifications are whole
/// JSON texts, found in the stream by counting brackets.
struct JSONRPCConnection: ~Copyable {
  private let descriptor: Int32
  private var received: [UInt8] = []

  init(unix path: String) throws {
    descriptor = try connect(unix: path)
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw failure("send") }
      rest = rest.dropFirst(count)
    }
  }

  /// Returns the next text, waiting for at most `deadline`.
  mutating func receive(deadline: Duration) throws -> [UInt8] {
    var scanner = TextScanner()
    var position = 0
    while true {
      if let end = scanner.end(in: received, from: &position) {
        defer { received.removeSubrange(..<end) }
        return Array(received[..<end])
      }
      guard try fill(deadline: deadline) else { throw failure("poll") }
    }
  }

  /// Reads what is there, waiting for at most `deadline` for something; false when nothing came.
  private mutating func fill(deadline: Duration) throws -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = deadline.components.seconds * 1000
    guard Foundation.poll(&poll, 1, Int32(clamping: milliseconds)) == 1 else { return false }
    let old = received.count
    received.append(contentsOf: repeatElement(0, count: 1 << 16))
    let count = received.withUnsafeMutableBytes {
      read(descriptor, $0.baseAddress.map { $0 + old }, 1 << 16)
    }
    received.removeLast((1 << 16) - max(count, 0))
    guard count > 0 else { throw failure("read") }
    return true
  }

  private func failure(_ call: String) -> TestbedError {
    .system(call: call, path: "database socket", error: String(cString: strerror(errno)))
  }
}

/// Finds the end of a JSON array or object.
private struct TextScanner {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// The offset after the text, nil when more bytes are needed; goes on at `position`.
  mutating func end(in bytes: [UInt8], from position: inout Int) -> Int? {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if isEscaped {
        isEscaped = false
      } else if isInString {
        isEscaped = byte == UInt8(ascii: "\\")
        isInString = byte != UInt8(ascii: "\"")
      } else {
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth == 0 { return position }
        default: break
        }
      }
    }
    return nil
  }
}
