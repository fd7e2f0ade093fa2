internal import Glibc

/// A datagram socket to a syslog daemon, connected when a message is due and again after a failure.
///
/// Losing messages is not an error here: there is nowhere else to report it.
struct SyslogSocket: Sendable {
  enum Address: Equatable, Sendable {
    case unix(path: String)
    case udp(SyslogTarget)
  }

  private let address: Address
  private var descriptor: Int32 = -1

  init(_ address: Address) { self.address = address }

  mutating func send(_ line: String) {
    // A daemon that was restarted refuses the old socket once; the second attempt reaches it.
    for _ in 0..<2 {
      if descriptor < 0 { descriptor = connected() }
      guard descriptor >= 0 else { return }
      var line = line
      let sent = line.withUTF8 {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(truncatingIfNeeded: MSG_DONTWAIT))
      }
      if sent >= 0 || errno == EAGAIN { return }
      close()
    }
  }

  mutating func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }

  private func connected() -> Int32 {
    switch address {
    case .unix(let path): Self.connected(unix: path)
    case .udp(let target): Self.connected(udp: target)
    }
  }

  private static func connected(unix path: String) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < capacity else { return -1 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafeBytes(of: &address) { connected(AF_UNIX, $0) }
  }

  private static func connected(udp target: SyslogTarget) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(target.host, String(target.port), &hints, &found) == 0, let found else {
      return -1
    }
    defer { freeaddrinfo(found) }
    let bytes = UnsafeRawBufferPointer(
      start: found.pointee.ai_addr, count: Int(found.pointee.ai_addrlen))
    return connected(found.pointee.ai_family, bytes)
  }

  private static func connected(_ family: Int32, _ address: UnsafeRawBufferPointer) -> Int32 {
    let type = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(family, type, 0)
    guard descriptor >= 0 else { return -1 }
    let status = address.withMemoryRebound(to: sockaddr.self) {
      connect(descriptor, $0.baseAddress, socklen_t(address.count))
    }
    if status == 0 { return descriptor }
    Glibc.close(descriptor)
    return -1
  }
}
