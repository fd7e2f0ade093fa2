internal import CUV
internal import Glibc

/// An IPv4 or IPv6 address with a port, as the operating system keeps it.
struct SocketAddress {
  private var storage = sockaddr_storage()

  /// A numeric address, of IPv6 possibly with a zone (`fe80::1%eth0`); nil for anything else.
  init?(numericHost host: String, port: UInt16) {
    let status = withUnsafeMutablePointer(to: &storage) { storage in
      let memory = UnsafeMutableRawPointer(storage)
      let status = uv_ip4_addr(host, Int32(port), memory.assumingMemoryBound(to: sockaddr_in.self))
      guard status != 0 else { return status }
      return uv_ip6_addr(host, Int32(port), memory.assumingMemoryBound(to: sockaddr_in6.self))
    }
    guard status == 0 else { return nil }
  }

  /// Copies one address of the resolver's answer, whose port the caller has asked for.
  init(copying address: UnsafePointer<sockaddr>, byteCount: Int) {
    withUnsafeMutableBytes(of: &storage) { storage in
      storage.copyMemory(
        from: UnsafeRawBufferPointer(start: address, count: min(byteCount, storage.count)))
    }
  }

  /// The address that `read` (`uv_tcp_getsockname` or its like) puts in; nil when it fails.
  init?(
    from read: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<Int32>) -> Int32
  ) {
    var count = Int32(MemoryLayout<sockaddr_storage>.size)
    let status = withUnsafeMutablePointer(to: &storage) { storage in
      read(UnsafeMutableRawPointer(storage).assumingMemoryBound(to: sockaddr.self), &count)
    }
    guard status == 0 else { return nil }
  }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>) -> Result) -> Result {
    withUnsafePointer(to: storage) { storage in
      body(UnsafeRawPointer(storage).assumingMemoryBound(to: sockaddr.self))
    }
  }

  /// The address in numbers.
  var endpoint: Endpoint {
    withPointer { address in
      var name = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN) + Int(IF_NAMESIZE))
      uv_ip_name(address, &name, name.count)
      let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return .tcp(host: String(decoding: bytes, as: UTF8.self), port: port)
    }
  }

  private var port: UInt16 {
    withPointer { address in
      // The port of an IPv6 address lies at the same place.
      UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr_in.self).pointee.sin_port.bigEndian
    }
  }
}
