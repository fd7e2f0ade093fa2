import EventLoop
import Testing

@Suite("The end of a turn", .eventLoop, .timeLimit(.minutes(1)))
struct EndOfTurnTests {
  @Test("calls its closure once, later, however often that was asked for")
  func once() async {
    await onLoop {
      var calls = 0
      let end = EndOfTurn { calls += 1 }
      for _ in 0..<3 { end.schedule() }
      #expect(calls == 0)
      await turn { calls > 0 }
      await LoopActor.sleep(for: .milliseconds(5))
      #expect(calls == 1)
    }
  }

  @Test("comes again when its own closure asks for it, and lets others run in between")
  func again() async {
    await onLoop {
      var calls = 0
      var others = 0
      var end: EndOfTurn?
      end = EndOfTurn {
        calls += 1
        if others == 0 { end?.schedule() }
      }
      let other = Timer(after: .milliseconds(2)) { others += 1 }
      end?.schedule()
      await turn { others == 1 }
      #expect(calls > 1)
      end = nil
      withExtendedLifetime(other) {}
    }
  }

  @Test("released before does not come")
  func released() async {
    await onLoop {
      var end: EndOfTurn? = EndOfTurn { Issue.record("called") }
      end?.schedule()
      end = nil
      await LoopActor.sleep(for: .milliseconds(5))
    }
  }
}
