import Foundation
import Testbed

/// A connection to a server, of which a client reads whole JSON texts.
final class Connection {
  let descriptor: Int32
  /// Texts received so far, requests of the server's probe not counted.
  private(set) var texts = 0
  /// The last of them.
  private(set) var last: [UInt8] = []
  private var buffer: [UInt8] = []
  private var position = 0
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  init(unix path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { space in
      space.copyBytes(from: path.utf8.prefix(space.count - 1))
    }
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else {
      close(descriptor)
      throw Self.failure("connect")
    }
  }

  deinit { close(descriptor) }

  func send(_ text: String) throws {
    var text = text
    try text.withUTF8 { bytes in
      var sent = 0
      while sent < bytes.count {
        let count = Foundation.send(
          descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
        guard count > 0 else { throw Self.failure("send") }
        sent += count
      }
    }
  }

  /// Sends a request and returns the next text.
  @discardableResult
  func call(_ method: String, _ parameters: String) throws -> [UInt8] {
    let goal = texts + 1
    try send(#"{"method":"\#(method)","params":\#(parameters),"id":1}"#)
    try receive([self]) { $0.texts >= goal }
    return last
  }

  /// Commits operations of RFC 7047 5.2; throws if one fails.
  func commit(_ operations: String) throws {
    let reply = try call("transact", "[\"OVN_Northbound\",\(operations)]")
    let head = String(decoding: reply.prefix(2000) + reply.suffix(2000), as: UTF8.self)
    if head.contains(#""error":""#) || head.contains(#""error":{"#) {
      throw TestbedError.unexpectedReply(database: "OVN_Northbound", reply: head)
    }
  }

  /// Reads what is there, waiting for it if there is nothing.
  func pump() throws {
    let old = buffer.count
    let size = 1 << 18
    buffer.append(contentsOf: repeatElement(0, count: size))
    let count = buffer.withUnsafeMutableBytes {
      recv(descriptor, $0.baseAddress.map { $0 + old }, size, 0)
    }
    buffer.removeLast(size - max(count, 0))
    guard count > 0 else { throw Self.failure("recv") }
    try scan()
  }

  /// Finds the ends of the texts.
  private func scan() throws {
    var start = 0
    while position < buffer.count {
      let byte = buffer[position]
      position += 1
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          try take(Array(buffer[start..<position]))
          start = position
        }
      default: break
      }
    }
    buffer.removeFirst(start)
    position -= start
  }

  private func take(_ text: [UInt8]) throws {
    if text.count < 100, String(decoding: text, as: UTF8.self).contains(#""method":"echo""#) {
      return try send(#"{"id":"echo","result":[],"error":null}"#)
    }
    texts += 1
    last = text
  }

  static func failure(_ call: String) -> TestbedError {
    .system(call: call, path: "database socket", error: String(cString: strerror(errno)))
  }
}

/// Reads from all connections until each of them is done.
func receive(_ connections: [Connection], until isDone: (Connection) -> Bool) throws {
  var waiting = connections.filter { !isDone($0) }
  while !waiting.isEmpty {
    var polls = waiting.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    guard poll(&polls, nfds_t(polls.count), 120_000) > 0 else { throw Connection.failure("poll") }
    for (connection, poll) in zip(waiting, polls) where poll.revents != 0 {
      try connection.pump()
    }
    waiting.removeAll(where: isDone)
  }
}
