internal import Glibc

/// Shows how far a campaign has come: in place on a terminal, else a line now and then.
struct CampaignProgress {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private var isShown = false

  /// Runs between two lines where there is no terminal.
  private static let runsBetween = 10

  /// Shows a line that says that so many runs are done.
  mutating func show(_ line: String, runs: Int) {
    if isTerminal {
      writeToStandardError("\r\u{1B}[K\(line)")
      isShown = true
    } else if runs.isMultiple(of: Self.runsBetween) {
      writeToStandardError(line + "\n")
    }
  }

  /// Makes room for another line.
  mutating func clear() {
    if isShown { writeToStandardError("\r\u{1B}[K") }
    isShown = false
  }
}
