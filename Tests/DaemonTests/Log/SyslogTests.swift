import Glibc
import Testbed
import Testing

@testable import Daemon

@Suite("Syslog")
struct SyslogTests {
  @Test(
    "is reached by the methods that Open vSwitch has",
    arguments: [
      ("libc", .libc), ("null", .null), ("unix:/dev/log", .unix(path: "/dev/log")),
      ("udp:127.0.0.1:514", SyslogTarget("127.0.0.1:514").map(SyslogMethod.udp)),
      ("udp:[::1]:514", SyslogTarget("[::1]:514").map(SyslogMethod.udp)),
      ("", nil), ("tcp:1.2.3.4:5", nil), ("udp:1.2.3.4", nil), ("udp::5", nil),
      ("udp:1.2.3.4:70000", nil), ("LIBC", nil),
    ] as [(String, SyslogMethod?)])
  func methods(text: String, expected: SyslogMethod?) {
    #expect(SyslogMethod(text) == expected)
    if let expected { #expect(expected.description == text) }
  }

  @Test("gets each line as a datagram, and again after its daemon was restarted")
  func unixSocket() async throws {
    try await withWorkspace { workspace in
      let path = workspace.path("syslog")
      let log = Log(program: "test")
      log.apply(.level(.off, module: nil, destination: .console))
      log.setSyslog(.unix(path: path))
      log.write(.information, module: "ovn_ic", "nobody listens")
      var receiver = try #require(Receiver(unix: path))
      log.write(.information, module: "ovn_ic", "one\ntwo")
      #expect(receiver.next() == "<29>ovs|00002|ovn_ic|INFO|one")
      #expect(receiver.next() == "<29>two")
      receiver.close()
      unlink(path)
      receiver = try #require(Receiver(unix: path))
      log.apply(.facility(.local0))
      log.write(.error, module: "ovn_ic", "three")
      #expect(receiver.next() == "<131>ovs|00003|ovn_ic|ERR|three")
      receiver.close()
    }
  }

  @Test("has a second receiver by UDP, in the form of RFC 5424")
  func target() throws {
    let receiver = try #require(Receiver())
    defer { receiver.close() }
    let log = Log(program: "test")
    log.apply(.level(.off, module: nil, destination: .console))
    log.setSyslog(.null)
    log.setSyslogTarget(try #require(SyslogTarget("127.0.0.1:\(receiver.port)")))
    log.write(.warning, module: "ovn_ic", "text")
    let line = try #require(receiver.next())
    #expect(line.hasPrefix("<132>1 20"))
    #expect(line.hasSuffix("Z \(hostName()) test \(getpid()) ovn_ic - \u{FEFF}text"))
  }

  private func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }
}

/// The socket of a syslog daemon; a datagram that does not come within 10 seconds is nil.
private struct Receiver {
  private let descriptor: Int32
  private(set) var port: UInt16 = 0

  init?(unix path: String) {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    guard bind(to: &address) else { return nil }
  }

  init?() {
    descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    guard bind(to: &address) else { return nil }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutableBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        getsockname(descriptor, $0.baseAddress, &length)
      }
    }
    guard status == 0 else { return nil }
    port = UInt16(bigEndian: address.sin_port)
  }

  private func bind<Address>(to address: inout Address) -> Bool {
    withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        Glibc.bind(descriptor, $0.baseAddress, socklen_t(bytes.count)) == 0
      }
    }
  }

  func next() -> String? {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, 10_000) == 1 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 2048)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  func close() { Glibc.close(descriptor) }
}
