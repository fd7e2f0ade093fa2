import Foundation

/// A client that listens on a TCP port of 127.0.0.1, for servers that connect.
///
/// Connections are refused until ``listen()``.
final class RawListener {
  private let descriptor: Int32
  let port: UInt16

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.descriptor = descriptor
    var address = sockaddr_in.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutableBytes(of: &address) { bytes in
      let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
      let status = bind(descriptor, pointer, length)
      return status == 0 ? getsockname(descriptor, pointer, &length) : status
    }
    port = UInt16(bigEndian: address.sin_port)
    guard status == 0 else {
      throw RawClient.Failure(reason: "bind: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  func listen() { Foundation.listen(descriptor, 5) }

  /// The next connection; throws when none comes in 20 seconds.
  func accept() throws -> RawClient {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 20_000) == 1 else {
      throw RawClient.Failure(reason: "nobody connected")
    }
    return RawClient(descriptor: Foundation.accept(descriptor, nil, nil))
  }
}
