/// The global actor whose isolation domain is the thread that turns the libuv loop.
///
/// A closure handed to libuv from `@LoopActor` code is itself on the actor: the compiler checks at
/// run time that libuv calls it there, so callbacks call straight into isolated methods.
///
/// Nothing of the loop exists until it is first used. A process that forks must do so before.
@globalActor
public actor LoopActor {
  public static let shared = LoopActor()

  nonisolated let executor = LoopExecutor()

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  private init() {}

  /// Turns the loop on the calling thread until `body` returns.
  ///
  /// From here on `SIGPIPE` is ignored in the whole process: a write to a connection that the peer
  /// has closed is an error of that stream, not the end of the program.
  public nonisolated static func run(_ body: sending @escaping @LoopActor () async -> Void) {
    spawn {
      await body()
      shared.executor.stop()
    }
    shared.executor.run()
  }

  /// Starts a task that never leaves the loop's thread.
  ///
  /// A plain `Task` is resumed through the global pool and comes back by a second hop, at twenty
  /// times the cost.
  @discardableResult
  public nonisolated static func spawn<Success: Sendable>(
    _ body: sending @escaping @LoopActor () async -> Success
  ) -> Task<Success, Never> {
    Task(executorPreference: shared.executor) { await body() }
  }

  /// What the loop has done so far.
  @LoopActor
  public static var statistics: LoopStatistics { shared.executor.statistics }
}
