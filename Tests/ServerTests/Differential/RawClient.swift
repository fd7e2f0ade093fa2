import Foundation
import JSON

/// A blocking JSON-RPC client on a Unix or TCP socket.
final class RawClient {
  private let descriptor: Int32
  private var parser = JSONParser()
  private var lastID: Int64 = 0

  /// Connects to a Unix socket.
  convenience init(_ path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    try self.init(connecting: address, AF_UNIX)
  }

  /// Connects to a TCP port on 127.0.0.1.
  convenience init(port: UInt16) throws {
    try self.init(connecting: sockaddr_in.loopback(port: port), AF_INET)
  }

  private convenience init<Address>(connecting address: Address, _ family: Int32) throws {
    self.init(descriptor: socket(family, Int32(SOCK_STREAM.rawValue), 0))
    let status = withUnsafeBytes(of: address) { bytes in
      connect(
        descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        socklen_t(bytes.count))
    }
    guard status == 0 else { throw Failure(reason: "connect: \(String(cString: strerror(errno)))") }
  }

  /// Takes over a connected socket.
  init(descriptor: Int32) {
    self.descriptor = descriptor
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

extension sockaddr_in {
  /// A port on 127.0.0.1.
  static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }
}
