import Glibc
import Testing

@testable import Daemon

@Suite("A process's end")
struct ProcessEndTests {
  @Test(
    "is told in the words of Open vSwitch, and is a crash or not",
    arguments: [
      (.exited(status: 0), "exit status 0", false),
      (.exited(status: 3), "exit status 3", false),
      (.killed(signal: SIGTERM, dumpedCore: false), "killed (Terminated)", false),
      (.killed(signal: SIGKILL, dumpedCore: false), "killed (Killed)", false),
      (
        .killed(signal: SIGSEGV, dumpedCore: true), "killed (Segmentation fault), core dumped", true
      ),
      (.killed(signal: SIGILL, dumpedCore: false), "killed (Illegal instruction)", true),
      (.killed(signal: SIGTRAP, dumpedCore: false), "killed (Trace/breakpoint trap)", true),
    ] as [(ProcessEnd, String, Bool)])
  func description(end: ProcessEnd, words: String, isCrash: Bool) {
    #expect(end.description == words)
    #expect(end.isCrash == isCrash)
  }
}
