internal import CUV
internal import Glibc

/// A name for a Unix domain socket that fits into a `sockaddr_un`, whatever the length of its path.
///
/// The structure has room for 107 bytes. A longer path is named through a descriptor of its folder,
/// `/proc/self/fd/N/name`, which must stay open until the name has been used.
struct UnixSocketPath: ~Copyable {
  let name: String
  private let folder: Int32?

  private static let capacity = 107

  /// Throws when the folder of a long path cannot be opened, or when even the file name is too long.
  init(_ path: String, _ call: String) throws(LoopError) {
    guard path.utf8.count > Self.capacity else {
      name = path
      folder = nil
      return
    }
    let cut = path.lastIndex(of: "/")
    let folderPath = cut.map { String(path[...$0]) } ?? "."
    let descriptor = open(folderPath, O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LoopError(call: call, status: -Glibc.errno) }
    let file = cut.map { path[path.index(after: $0)...] } ?? path[...]
    let short = "/proc/self/fd/\(descriptor)/\(file)"
    guard short.utf8.count <= Self.capacity else {
      Glibc.close(descriptor)
      throw LoopError(call: call, status: UV_ENAMETOOLONG.rawValue)
    }
    name = short
    folder = descriptor
  }

  deinit {
    if let folder { Glibc.close(folder) }
  }

  /// The name as `bind(2)` takes it.
  func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
    return withUnsafePointer(to: address) { address in
      body(
        UnsafeRawPointer(address).assumingMemoryBound(to: sockaddr.self),
        socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
}
