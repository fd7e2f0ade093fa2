internal import CUV
internal import Glibc

/// A program that this process has started, with its standard streams; released, it goes on alone.
@LoopActor
public final class ChildProcess {
  /// How a program ended.
  public enum End: Hashable, Sendable, CustomStringConvertible {
    case exited(status: Int)
    case killed(signal: Int)

    public var description: String {
      switch self {
      case .exited(let status): "exit status \(status)"
      case .killed(let signal): "killed (signal \(signal))"
      }
    }
  }

  private let handle: Handle
  private var ended: ((End) -> Void)?

  /// Starts a program, which is looked for in `PATH`; `ended` is called when it has ended, later.
  ///
  /// Throws when it cannot be started.
  public init(
    _ executable: String, _ arguments: [String], ended: @escaping @LoopActor (End) -> Void
  ) throws(LoopError) {
    self.ended = ended
    let words = ([executable] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var status: Int32 = 0
    // However it goes, libuv has the handle in its books and wants it closed.
    handle = try Handle(uv_process_t.self, "uv_spawn") { loop, process in
      status = Self.spawn(words, loop, process)
      return 0
    }
    handle.setOwner(self)
    try LoopError.check(status, "start \(executable)")
  }

  isolated deinit { handle.close() }

  private static func spawn(
    _ words: [UnsafeMutablePointer<CChar>?], _ loop: UnsafeMutablePointer<uv_loop_t>,
    _ process: UnsafeMutablePointer<uv_process_t>
  ) -> Int32 {
    var words = words
    var streams = (0...STDERR_FILENO).map { descriptor in
      var stream = uv_stdio_container_t()
      stream.flags = UV_INHERIT_FD
      stream.data.fd = descriptor
      return stream
    }
    return words.withUnsafeMutableBufferPointer { words in
      streams.withUnsafeMutableBufferPointer { streams in
        var options = uv_process_options_t()
        options.file = words.first.flatMap { UnsafePointer($0) }
        options.args = words.baseAddress
        options.stdio = streams.baseAddress
        options.stdio_count = Int32(streams.count)
        options.exit_cb = { process, status, signal in
          let end = signal == 0 ? End.exited(status: Int(status)) : .killed(signal: Int(signal))
          process?.pointee.data.object(as: ChildProcess.self)?.ended.take()?(end)
        }
        return uv_spawn(loop, process, &options)
      }
    }
  }
}
