import Foundation
import Subprocess

/// Ends what a test process leaves behind when it is itself killed: a shell that is told of every
/// process and folder, and cleans up when its standard input ends.
///
/// It is not needed when tests fail or are cancelled (``withWorkspace(_:)`` cleans up then), only
/// when the process has no chance to.
final class Warden: Sendable {
  static let shared = Warden()

  /// Reads `+ PID`, `- PID`, `d FOLDER` and `x FOLDER` (no longer there), one a line.
  private static let script = """
    trap '' INT TERM HUP
    pids=' ' folders=' '
    while read -r verb what; do
      case $verb in
        +) pids="$pids$what " ;;
        -) pids="${pids%% $what *} ${pids#* $what }" ;;
        d) folders="$folders$what " ;;
        x) folders="${folders%% $what *} ${folders#* $what }" ;;
      esac
    done
    for pid in $pids; do kill -9 $pid; done
    for folder in $folders; do rm -rf $folder; done
    """

  private let lines: AsyncStream<String>.Continuation

  private init() {
    let (stream, lines) = AsyncStream.makeStream(of: String.self)
    self.lines = lines
    var options = PlatformOptions()
    options.createSession = true  // out of reach of the terminal's interrupt
    let configuration = Configuration(
      executable: .name("sh"), arguments: ["-c", Self.script], platformOptions: options)
    Task.detached {
      _ = try await Subprocess.run(
        configuration, input: .inputWriter, output: .discarded, error: .discarded
      ) { shell in
        for await line in stream {
          _ = try await shell.standardInputWriter.write(line + "\n")
        }
      }
    }
  }

  func watch(process: Int32) { lines.yield("+ \(process)") }
  func forget(process: Int32) { lines.yield("- \(process)") }
  func watch(folder: String) { lines.yield("d \(folder)") }
  func forget(folder: String) { lines.yield("x \(folder)") }
}
