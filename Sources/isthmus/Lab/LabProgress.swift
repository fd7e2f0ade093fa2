internal import EventLoop
internal import Glibc
internal import Lab

/// Shows how a lab comes along while it settles: in place on a terminal, else a line now and then.
@LoopActor
final class LabProgress {
  private let lab: Lab
  private let zoneCount: Int
  private let start = LoopClock.now
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var steps = 0
  private var lastTime: Duration
  private var lastMessages = 0
  private var hasWritten = false

  /// Looking at the clock costs as much as a small step.
  private static let stepsBetween = 256

  init(_ lab: Lab, zoneCount: Int) {
    self.lab = lab
    self.zoneCount = zoneCount
    lastTime = start
    lab.onStep = { [weak self] in self?.step() }
  }

  /// Clears what is shown.
  func end() {
    lab.onStep = nil
    if isTerminal, hasWritten { writeToStandardError("\r\u{1B}[K") }
  }

  private func step() {
    steps += 1
    guard steps % Self.stepsBetween == 0 else { return }
    let now = LoopClock.now
    let pause = isTerminal ? Duration.milliseconds(100) : .seconds(2)
    guard now - lastTime >= pause else { return }
    let counts = LabCounts(lab)
    let rate = Double(counts.messages - lastMessages) / ((now - lastTime) / .seconds(1))
    let line = "\((now - start).text): \(counts) (\(Int(rate)) messages/s)"
    writeToStandardError(isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
    (lastTime, lastMessages, hasWritten) = (now, counts.messages, true)
  }
}

/// Writes at once; what cannot be written is lost.
func writeToStandardError(_ text: String) {
  let bytes = Array(text.utf8)
  _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
}
