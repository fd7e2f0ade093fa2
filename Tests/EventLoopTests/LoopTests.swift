import CPosix
import EventLoop
import Glibc
import Testing

@Suite("The loop", .eventLoop, .timeLimit(.minutes(1)))
struct LoopTests {
  @Test("traps a call from another thread")
  func trapsOffThreadCalls() async {
    await #expect(processExitsWith: .failure) { LoopActor.preconditionIsolated() }
  }

  @Test("runs, and runs again, in a process forked before it was used")
  func runsAfterFork() async {
    await #expect(processExitsWith: .exitCode(7)) {
      let child = isthmus_fork()
      if child == 0 {
        for _ in 0..<2 { LoopActor.run { await LoopActor.sleep(for: .milliseconds(1)) } }
        exit(7)
      }
      var status: Int32 = 0
      waitpid(child, &status, 0)
      exit(status >> 8)
    }
  }

  @Test("counts turns that do not wait apart from those that do")
  func countsZeroTimeouts() async {
    // In a process of its own: other tests would turn the same loop.
    await #expect(processExitsWith: .success) {
      LoopActor.run {
        let start = LoopActor.statistics
        await LoopActor.sleep(for: .milliseconds(30))
        let idle = LoopActor.statistics
        for _ in 0..<100 { await Task.yield() }
        let busy = LoopActor.statistics
        precondition(idle.turns > start.turns)
        // The timer is one event; its task goes on in the turn after it.
        precondition(idle.zeroTimeouts - start.zeroTimeouts <= 3, "\(start) \(idle)")
        precondition(busy.zeroTimeouts - idle.zeroTimeouts >= 99, "\(idle) \(busy)")
      }
    }
  }

  @Test("has a clock that does not go back")
  func clock() async {
    await onLoop {
      let start = LoopClock.now
      await LoopActor.sleep(for: .milliseconds(2))
      #expect(LoopClock.now - start >= .milliseconds(2))
    }
  }
}

@Suite("A signal", .timeLimit(.minutes(1)))
struct SignalTests {
  @Test("calls for each arrival and not afterwards", arguments: Signal.Number.allCases)
  func arrives(number: Signal.Number) async {
    // Signals are the process's: each case has one to itself.
    await #expect(processExitsWith: .success) {
      [value = number.rawValue as Int32] in
      let number = Signal.Number.allCases.first { $0.rawValue == value }
      LoopActor.run {
        guard let number else { exit(2) }
        var arrivals = 0
        var signal = try? Signal(number) { arrivals += 1 }
        let second = try? Signal(number) { arrivals += 10 }
        kill(getpid(), value)
        while arrivals != 11 { await LoopActor.sleep(for: .milliseconds(1)) }
        kill(getpid(), value)
        while arrivals != 22 { await LoopActor.sleep(for: .milliseconds(1)) }
        precondition(signal != nil && second != nil)
        signal = nil
        kill(getpid(), value)
        while arrivals != 32 { await LoopActor.sleep(for: .milliseconds(1)) }
        withExtendedLifetime(second) {}
      }
    }
  }
}
