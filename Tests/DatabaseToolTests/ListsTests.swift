import Testbed
import Testing

@Suite("What our tools say of themselves")
struct ListsTests {
  private static let tools = ["ovn-ic-nbctl", "ovn-ic-sbctl"]

  @Test("names every option that the distribution's have, in its order", arguments: tools)
  func options(tool: String) async throws {
    let wanted = try await lines(tool, "--options")
    let found = try await lines(builtProgram(tool), "--options")
    #expect(found.filter(wanted.contains) == wanted)
    let further = Set(found).subtracting(wanted)
    #expect(
      further.isSubset(of: [
        "--no-wait", "--wait=ARG", "--ssl-ciphersuites=ARG", "--ssl-server-name=ARG",
      ]))
  }

  @Test("names every command that the distribution's have, with its arguments", arguments: tools)
  func commands(tool: String) async throws {
    let found = Set(try await lines(builtProgram(tool), "--commands"))
    // What `show` and `set-ssl` take has changed since.
    for line in try await lines(tool, "--commands")
    where !line.contains(",show,") && !line.contains(",set-ssl,") {
      #expect(found.contains(line), "\(line)")
    }
    #expect(
      found.contains(
        "[--bootstrap] ,set-ssl,!PRIVATE-KEY !CERTIFICATE !CA-CERT ?SSL-PROTOS ?SSL-CIPHERS "
          + "?SSL-CIPHERSUITES"))
  }

  @Test("shows every command and option in the help text", arguments: tools)
  func help(tool: String) async throws {
    let help = try await run(builtProgram(tool), ["--help"])
    for line in try await lines(builtProgram(tool), "--commands") {
      let name = line.split(separator: ",", omittingEmptySubsequences: false)[1]
      #expect(help.contains(" \(name)"), "\(name)")
    }
    for option in try await lines(builtProgram(tool), "--options")
    where !option.contains("--leader-only") {
      #expect(help.contains(option.prefix { $0 != "=" && $0 != " " }), "\(option)")
    }
  }

  @Test("tells the version as scripts read it", arguments: tools)
  func version(tool: String) async throws {
    let lines = try await lines(builtProgram(tool), "-V")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("\(tool) "))
    #expect(lines[1].hasPrefix("Open vSwitch Library "))
    #expect(lines[2].hasPrefix("DB Schema "))
  }

  private func lines(_ program: String, _ option: String) async throws -> [String] {
    try await run(program, [option]).split(separator: "\n").map(String.init)
  }
}
