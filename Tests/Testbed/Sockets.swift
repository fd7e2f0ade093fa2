import Foundation

/// A TCP port on 127.0.0.1 that was free a moment ago.
///
/// Fixed ports rather than port 0, since a restarted server must be found again.
func freePort() throws -> Int {
  let descriptor = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = loopback(port: 0)
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let status = withUnsafeMutablePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
    }
  }
  guard status else {
    throw TestbedError.system(
      call: "bind", path: "127.0.0.1", error: String(cString: strerror(errno)))
  }
  return Int(UInt16(bigEndian: address.sin_port))
}

/// Whether somebody accepts connections on this port of 127.0.0.1.
func accepts(tcp port: Int) -> Bool {
  let descriptor = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = loopback(port: UInt16(truncatingIfNeeded: port))
  return withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
  }
}

/// Whether somebody accepts connections on this Unix socket.
func accepts(unix path: String) -> Bool {
  guard let descriptor = try? connect(unix: path) else { return false }
  close(descriptor)
  return true
}

/// A blocking connection to a Unix socket.
func connect(unix path: String) throws -> Int32 {
  try unixSocket(path, call: "connect") { connect($0, $1, $2) }
}

/// A socket that listens at `path`.
func listen(unix path: String) throws -> Int32 {
  try unixSocket(path, call: "bind") { descriptor, address, length in
    bind(descriptor, address, length) == 0 ? Foundation.listen(descriptor, 8) : -1
  }
}

private func unixSocket(
  _ path: String, call: String,
  _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
) throws -> Int32 {
  let descriptor = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let fits = withUnsafeMutableBytes(of: &address.sun_path) { space in
    guard path.utf8.count < space.count else { return false }
    space.copyBytes(from: path.utf8)
    return true
  }
  let succeeded =
    fits
    && withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
  guard succeeded else {
    let error = fits ? String(cString: strerror(errno)) : "path too long"
    close(descriptor)
    throw TestbedError.system(call: call, path: path, error: error)
  }
  return descriptor
}

private func loopback(port: UInt16) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
  return address
}
