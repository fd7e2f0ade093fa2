import Foundation
import JSON

/// A blocking JSON-RPC client on a Unix socket.
final class RawClient {
  private let descriptor: Int32
  private var parser = JSONParser()
  private var lastID: Int64 = 0

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw Failure(reason: "connect: \(String(cString: strerror(errno)))") }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  struct Failure: Error { let reason: String }

  /// Sends a request; returns its reply, and what came before that.
  func call(_ method: String, _ parameters: JSON) throws -> (reply: JSON, before: [JSON]) {
    lastID += 1
    try send(
      text: JSON.object([
        "id": .integer(lastID), "method": .string(method), "params": parameters,
      ]).description)
    var before: [JSON] = []
    while true {
      let message = try receive()
      if message["id"] == .integer(lastID) { return (message, before) }
      before.append(message)
    }
  }

  func send(text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw Failure(reason: "send: \(String(cString: strerror(errno)))") }
      rest = rest.dropFirst(count)
    }
  }

  /// The next message; throws at the end of the connection.
  func receive() throws -> JSON {
    while true {
      if let document = try parser.next() { return document.root.json }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(descriptor, &bytes, bytes.count)
      guard count > 0 else { throw Failure(reason: count == 0 ? "closed by peer" : "no reply") }
      parser.append(Array(bytes.prefix(count)).span)
    }
  }
}
