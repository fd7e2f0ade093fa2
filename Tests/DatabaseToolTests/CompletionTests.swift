import Foundation
import Testbed
import Testing

@Suite("Bash completes")
struct CompletionTests {
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Deploy/completion/ovn-ic-ctl.bash").standardizedFileURL.path

  @Test(
    "commands, options, and names in the database",
    arguments: [
      ("ts-", ["ts-add", "ts-del", "ts-list"]), ("--onel", ["--oneline"]),
      ("--form", ["--format="]),
      ("--may", ["--may-exist"]), ("list Transit_Switch_", ["Transit_Switch_Port"]),
      ("ts-del al", ["alpha"]), ("get Transit_Switch al", ["alpha"]),
      ("get Transit_Switch alpha na", ["name"]), ("set Transit_Switch alpha na", ["name="]),
      ("ts-add x -- ts-l", ["ts-list"]), ("ts-list no", []),
    ])
  func completes(line: String, wanted: [String]) async throws {
    try await withWorkspace { folder in
      let server = try await OVSDBServer(.interconnectNorthbound, name: "nb", in: folder)
      try await server.ctl("ts-add", "alpha")
      let program = builtProgram("ovn-ic-nbctl")
      let words = ([program] + line.split(separator: " ").map(String.init))
        .map { "'\($0)'" }.joined(separator: " ")
      let text = """
        source '\(Self.script)'
        COMP_WORDS=(\(words))
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _ovn_ic_ctl '\(program)'
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      let printed = try await run(
        "bash", ["-c", text], environment: ["OVN_IC_NB_DB": server.remote])
      #expect(printed.split(separator: "\n").map(String.init).sorted() == wanted)
    }
  }
}
