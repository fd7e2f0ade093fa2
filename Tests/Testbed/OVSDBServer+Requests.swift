import Foundation

extension OVSDBServer {
  /// Runs `body` with a function that sends a JSON-RPC request and waits for its reply, all on one
  /// connection.
  ///
  /// `body` blocks a thread of its own.
  public func withRequests<Result: Sendable>(
    _ body: @escaping @Sendable ((_ request: String) throws -> [UInt8]) throws -> Result
  ) async throws -> Result {
    try await blocking { [socket] in
      var connection = try JSONRPCConnection(unix: socket)
      return try body { request in
        try connection.send(request)
        return try connection.receive(deadline: .seconds(60))
      }
    }
  }
}
