internal import CUV
internal import Glibc

/// The file of a listening Unix domain socket, known by its inode, so that only our own is removed.
struct SocketFile {
  private let path: String
  private let device: dev_t
  private let inode: ino_t

  /// Binds a new socket to `path` in the place of one left behind, and gives it to `pipe`.
  ///
  /// Not by `uv_pipe_bind`, which cuts long paths, and whose handle removes whatever file has the
  /// path when it is closed, that of our successor too.
  init(bound pipe: UnsafeMutablePointer<uv_pipe_t>, to path: String) throws(LoopError) {
    let call = "listen unix:\(path)"
    let descriptor = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw LoopError(call: call, status: -Glibc.errno) }
    do throws(LoopError) {
      self = try SocketFile(bound: descriptor, to: path, call)
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    let status = uv_pipe_open(pipe, descriptor)
    guard status >= 0 else {
      Glibc.close(descriptor)
      remove()
      throw LoopError(call: call, status: status)
    }
  }

  private init(bound descriptor: Int32, to path: String, _ call: String) throws(LoopError) {
    let socket = try UnixSocketPath(path, call)
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    // On Linux the file gets the permissions of the descriptor.
    guard fchmod(descriptor, 0o770) == 0,
      socket.withAddress({ bind(descriptor, $0, $1) }) == 0,
      lstat(path, &status) == 0
    else { throw LoopError(call: call, status: -Glibc.errno) }
    self.path = path
    device = status.st_dev
    inode = status.st_ino
  }

  /// Removes the file, unless another one has taken its place.
  func remove() {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else { return }
    unlink(path)
  }
}
