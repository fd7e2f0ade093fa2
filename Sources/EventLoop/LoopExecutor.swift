internal import CUV
internal import Glibc

/// Runs Swift jobs on the thread that turns a libuv loop.
///
/// Jobs come from any thread; libuv's async handle, its one thread-safe call, wakes the loop, which
/// then runs the jobs that have come by that time. A job that enqueues another leaves it to the
/// loop's next turn, so sockets are polled between batches.
final class LoopExecutor: SerialExecutor, TaskExecutor {
  nonisolated(unsafe) let loop = UnsafeMutablePointer<uv_loop_t>.allocate(capacity: 1)
  private nonisolated(unsafe) let wakeup = UnsafeMutablePointer<uv_async_t>.allocate(capacity: 1)
  private nonisolated(unsafe) let beforePoll =
    UnsafeMutablePointer<uv_prepare_t>.allocate(capacity: 1)
  private let state = Lock(State())

  /// Touched on the loop's thread only.
  private(set) nonisolated(unsafe) var statistics = LoopStatistics()

  private struct State {
    var jobs: [UnownedJob] = []
    var owner: uv_thread_t?
    var isStopping = false
  }

  init() {
    loop.initialize(to: uv_loop_t())
    wakeup.initialize(to: uv_async_t())
    beforePoll.initialize(to: uv_prepare_t())
    let context = Unmanaged.passUnretained(self).toOpaque()
    LoopError.require(uv_loop_init(loop), "uv_loop_init")
    LoopError.require(
      uv_async_init(loop, wakeup) { handle in
        handle?.pointee.data.object(as: LoopExecutor.self)?.drain()
      }, "uv_async_init")
    LoopError.require(uv_prepare_init(loop, beforePoll), "uv_prepare_init")
    wakeup.pointee.data = context
    beforePoll.pointee.data = context
    LoopError.require(
      uv_prepare_start(beforePoll) { handle in
        handle?.pointee.data.object(as: LoopExecutor.self)?.countTurn()
      }, "uv_prepare_start")
  }

  /// Turns the loop on the calling thread until ``stop()``.
  func run() {
    signal(SIGPIPE, SIG_IGN)
    state.withLock { state in
      precondition(state.owner == nil, "the loop is already turning")
      state.owner = uv_thread_self()
    }
    uv_run(loop, UV_RUN_DEFAULT)
    state.withLock { $0.owner = nil }
  }

  /// Ends ``run()`` once the jobs enqueued by now have run.
  func stop() {
    state.withLock { $0.isStopping = true }
    uv_async_send(wakeup)
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    uv_async_send(wakeup)
  }

  func isIsolatingCurrentContext() -> Bool? {
    state.withLock { $0.owner } == uv_thread_self()
  }

  func checkIsolated() {
    precondition(isIsolatingCurrentContext() == true, "not on the event loop's thread")
  }

  private func drain() {
    let jobs = state.withLock { state in
      defer { state.jobs = [] }
      return state.jobs
    }
    let actor = asUnownedSerialExecutor()
    let task = asUnownedTaskExecutor()
    for job in jobs {
      job.runSynchronously(isolatedTo: actor, taskExecutor: task)
    }
    let isDone = state.withLock { state in
      guard state.isStopping, state.jobs.isEmpty else { return false }
      state.isStopping = false
      return true
    }
    if isDone { uv_stop(loop) }
  }

  /// Runs just before libuv polls. A waiting job has already made the wake-up's descriptor readable,
  /// so that poll will not wait either, although its timeout does not show it.
  private func countTurn() {
    statistics.turns += 1
    if uv_backend_timeout(loop) == 0 || state.withLock({ !$0.jobs.isEmpty }) {
      statistics.zeroTimeouts += 1
    }
  }
}
