import Foundation

extension OVSDBServer {
  /// Runs `body` with a function that sends a JSON-RPC request and waits for its reply, all on one
  /// connection.
  ///
  /// `body` blocks a thread of its own. A reply may take as long as `deadline`.
  public func withRequests<Result: Sendable>(
    deadline: Duration = .seconds(60),
    _ body: @escaping @Sendable ((_ request: String) throws -> [UInt8]) throws -> Result
  ) async throws -> Result {
    try await blocking { [socket] in
      var connection = try JSONRPCConnection(unix: socket)
      return try body { request in
        try connection.send(request)
        return try connection.receive(deadline: deadline)
      }
    }
  }
}
