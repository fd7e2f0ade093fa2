import EventLoop
import Testing

@Suite("A timer", .eventLoop, .timeLimit(.minutes(1)))
struct TimerTests {
  @Test("fires once, not before its time", arguments: [0, 1, 20])
  func firesOnce(milliseconds: Int) async {
    await onLoop {
      var fired: [Duration] = []
      let start = LoopClock.now
      let timer = Timer(after: .milliseconds(milliseconds)) { fired.append(LoopClock.now - start) }
      #expect(timer.isStarted)
      await turn { !fired.isEmpty }
      await LoopActor.sleep(for: .milliseconds(milliseconds + 5))
      #expect(fired.count == 1)
      #expect(fired.first.map { $0 >= .milliseconds(milliseconds) } == true)
      #expect(!timer.isStarted)
    }
  }

  @Test("takes a delay in the past as none, and one of ages as ages")
  func takesAnyDelay() async {
    await onLoop {
      var fired = 0
      let ages = Timer(after: .seconds(Int64.max)) { Issue.record("fired") }
      let past = Timer(after: .seconds(-5)) { fired += 1 }
      await turn { fired == 1 }
      #expect(ages.isStarted)
      withExtendedLifetime((ages, past)) {}
    }
  }

  @Test("started again counts from then on, and may do so from its own closure")
  func restarts() async {
    await onLoop {
      var fired = 0
      var timer: Timer?
      timer = Timer {
        fired += 1
        if fired < 3 { timer?.start(after: .milliseconds(1)) }
      }
      timer?.start(after: .seconds(3600))
      timer?.start(after: .milliseconds(1))
      await turn { fired == 3 }
      #expect(timer?.isStarted == false)
      timer = nil
    }
  }

  @Test("cancelled or released before does not fire")
  func staysQuiet() async {
    await onLoop {
      let cancelled = Timer(after: .milliseconds(1)) { Issue.record("cancelled timer fired") }
      var released: Timer? = Timer(after: .milliseconds(1)) { Issue.record("released timer fired") }
      cancelled.cancel()
      #expect(released?.isStarted == true)
      released = nil
      await LoopActor.sleep(for: .milliseconds(20))
      #expect(!cancelled.isStarted)
    }
  }

  @Test("may be released on another thread")
  func releasedElsewhere() async {
    await onLoop {
      let timer = Timer(after: .seconds(60)) {}
      await Task.detached { [timer] in _ = timer }.value
      await LoopActor.sleep(for: .milliseconds(5))
    }
  }
}
