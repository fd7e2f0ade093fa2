import Foundation
import Synchronization

/// Something that listens where a database is expected, and answers every connection with the same bytes.
public final class GarbageServer: Sendable {
  private let descriptor: Int32
  private let connections = Mutex(0)

  /// How many connections it has answered.
  public var connectionCount: Int { connections.withLock { $0 } }

  /// Listens on a Unix socket; nothing may be there.
  public init(unix path: String, answers: [UInt8]) throws {
    descriptor = try listen(unix: path)
    Thread.detachNewThread { [weak self, descriptor] in
      while true {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return }
        _ = answers.withUnsafeBytes {
          send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        close(connection)
        self?.connections.withLock { $0 += 1 }
      }
    }
  }

  /// Stops listening.
  public func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  deinit { close(descriptor) }
}
