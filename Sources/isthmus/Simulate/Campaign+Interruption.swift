internal import Dispatch
internal import Glibc
internal import Synchronization

extension Campaign {
  /// Ends the process on SIGINT and SIGTERM with a summary of the seeds that are done, and the status
  /// that a shell gives to a program that such a signal has ended.
  ///
  /// - Returns: what watches for them as long as it is kept.
  func watchForSignals() -> [any DispatchSourceSignal] {
    // One of its own: the runs keep all threads of the common ones busy.
    let queue = DispatchQueue(label: "signals")
    return [(SIGINT, "SIGINT"), (SIGTERM, "SIGTERM")].map { number, name in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in
        tellAndExit("; ended by \(name)", status: 128 + number)
      }
      source.activate()
      return source
    }
  }

  private func tellAndExit(_ reason: String, status: Int32) {
    // Nobody prints or counts any more once it is told.
    state.withLock { state in
      let seeds = state.underWay.sorted().map(String.init).joined(separator: ", ")
      state.progress.clear()
      print(summary(of: state) + reason + (seeds.isEmpty ? "" : " during seed \(seeds)"))
      fflush(nil)
      _exit(status)
    }
  }
}
