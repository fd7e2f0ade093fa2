import Testbed
import Testing

@Suite("Our northbound tool, on the newest schema", .timeLimit(.minutes(2)))
struct NewestSchemaTests {
  @Test(
    "carries out the commands that the distribution's does not have yet", arguments: NewestStory.all
  )
  func story(_ story: NewestStory) async throws {
    try await withWorkspace { folder in
      let kind = try await SchemaGeneration.newest.interconnectNorthbound(in: folder)
      let tool = ToolUnderTest.ours(try await OVSDBServer(kind, name: "nb", in: folder))
      for (line, wanted) in story.steps {
        let result = Transcript(try await tool.run(ToolStory.words(line)), of: tool)
        #expect(result.output + result.error == wanted, "\(line)")
        let isComplaint = result.error.hasPrefix("ovn-ic-nbctl: ")
        #expect(result.status == .exited(isComplaint ? 1 : 0), "\(line)")
      }
    }
  }

  @Test(
    "says what an older server does not have",
    arguments: [
      ("tr-add r", "unknown table \"Transit_Router\""),
      (
        "--wait=sb ts-add x",
        "IC_NB_Global does not contain a column whose name matches \"nb_ic_cfg\""
      ),
      ("tr-list", "unknown table \"Transit_Router\""),
      ("list Transit_Router", "unknown table \"Transit_Router\""),
      (
        "set Transit_Switch s ports=[]",
        "Transit_Switch does not contain a column whose name matches \"ports\""
      ),
      ("tsp-add s p", "unknown table \"Transit_Switch_Port\""),
      (
        "set-ssl a b c d e f",
        "SSL does not contain a column whose name matches \"ssl_ciphersuites\""
      ),
    ])
  func older(line: String, reason: String) async throws {
    try await withWorkspace { folder in
      let server = try await OVSDBServer(.interconnectNorthbound, name: "nb", in: folder)
      let tool = ToolUnderTest.ours(server)
      #expect(try await tool.run(["ts-add", "s"]).status == .exited(0))
      let result = try await tool.run(ToolStory.words(line))
      #expect(result.error == "ovn-ic-nbctl: \(reason)\n")
      #expect(result.status == .exited(1))
    }
  }
}

/// Command lines, `$ ` before each, and what they print.
struct NewestStory: Sendable, CustomTestStringConvertible {
  let title: String
  let steps: [(line: String, output: String)]

  init(_ title: String, _ text: String) {
    self.title = title
    var steps: [(line: String, output: String)] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("$ ") {
        steps.append((String(line.dropFirst(2)), ""))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output += "\(line)\n"
      }
    }
    self.steps = steps
  }

  var testDescription: String { title }

  static let all = [
    NewestStory(
      "transit routers",
      """
      $ tr-add r1
      $ tr-add r1
      ovn-ic-nbctl: r1: a transit router with this name already exists
      $ --may-exist tr-add r1
      $ tr-add r0
      $ tr-list
      UUID-1 (r0)
      UUID-2 (r1)
      $ show
      $ tr-del r0
      $ tr-del r0
      ovn-ic-nbctl: r0: router name not found
      $ --if-exists tr-del r0
      $ tr-del 11111111-1111-1111-1111-111111111111
      ovn-ic-nbctl: 11111111-1111-1111-1111-111111111111: router UUID not found
      $ --bare --columns=name list Transit_Router
      r1
      $ list t
      ovn-ic-nbctl: "t" matches multiple table names: Transit_Router, Transit_Router_Port, Transit_Switch, Transit_Switch_Port
      """),
    NewestStory(
      "transit router ports",
      """
      $ tr-add r
      $ trp-add nobody p 00:00:00:00:00:01 10.0.0.1/24 chassis=c
      ovn-ic-nbctl: nobody: router name not found
      $ trp-add r p 00:00:00:00:00:01 10.0.0.1/24
      ovn-ic-nbctl: 'trp-add' command requires at least 5 arguments
      $ trp-add r p nonsense 10.0.0.1/24 chassis=c
      ovn-ic-nbctl: p: invalid mac address nonsense
      $ trp-add r p 00:00:00:00:00:01 nonsense chassis=c
      ovn-ic-nbctl: p: invalid network address: nonsense
      $ trp-add r p 00:00:00:00:00:01 10.0.0.1/24 2001:db8::1/64 chassis=c nonsense=x
      ovn-ic-nbctl: Transit_Router_Port does not contain a column whose name matches "nonsense"
      $ trp-add r p 00:00:00:00:00:01 10.0.0.1/24 2001:db8::1/64 chassis=c other_config:a=b
      $ --bare --columns=name,mac,networks,chassis,other_config list Transit_Router_Port p
      p
      00:00:00:00:00:01
      10.0.0.1/24 2001:db8::1/64
      c
      a=b
      $ get Transit_Router_Port 00:00:00:00:00:01 name
      p
      $ trp-add r p 00:00:00:00:00:01 10.0.0.1/24 chassis=c
      ovn-ic-nbctl: p: a port with this name already exists
      $ --may-exist trp-add r p 00:00:00:00:00:02 10.0.0.1/24 chassis=c
      ovn-ic-nbctl: p: port already exists with mac 00:00:00:00:00:01
      $ --may-exist trp-add r p 00:00:00:00:00:01 10.0.0.1/24 chassis=c
      ovn-ic-nbctl: p: port already exists with different network
      $ --may-exist trp-add r p 00:00:00:00:00:01 x chassis=c
      ovn-ic-nbctl: p: Invalid networks configured
      $ --may-exist trp-add r p 00:00:00:00:00:01 10.0.0.9/24 2001:db8::9/64 chassis=c
      $ trp-del nobody
      ovn-ic-nbctl: nobody: router port name not found
      $ --if-exists trp-del nobody
      $ trp-del p
      $ list Transit_Router_Port
      $ tr-add new -- trp-add new q 00:00:00:00:00:03 10.0.0.1/24 chassis=c -- get Transit_Router_Port q chassis
      c
      $ tr-del new
      $ list Transit_Router_Port
      """),
    NewestStory(
      "transit switch ports",
      """
      $ ts-add s
      $ tsp-add nobody p
      ovn-ic-nbctl: nobody: switch name not found
      $ tsp-add s p type=router peer=lrp other_config:a=b
      $ tsp-add s p
      ovn-ic-nbctl: p: a port with this name already exists
      $ --may-exist tsp-add s p chassis=c
      $ tsp-add s q nonsense=x
      ovn-ic-nbctl: Transit_Switch_Port does not contain a column whose name matches "nonsense"
      $ tsp-add s q -- tsp-set-addr q 'aa:bb:cc:dd:ee:01 10.0.0.1'
      $ --bare --columns=name,type,peer,chassis,other_config find Transit_Switch_Port type=router
      p
      router
      lrp
      c
      a=b
      $ tsp-set-addr p 'aa:bb:cc:dd:ee:02 10.0.0.2 2001:db8::2'
      $ tsp-set-addr q 'aa:bb:cc:dd:ee:01 10.0.0.2'
      ovn-ic-nbctl: Error on switch s: duplicate IPv4 address '10.0.0.2' found on logical switch port 'p'
      $ tsp-set-addr q 'aa:bb:cc:dd:ee:01 2001:db8::2'
      ovn-ic-nbctl: Error on switch s: duplicate IPv6 address '2001:db8::2' found on logical switch port 'p'
      $ tsp-set-addr q nonsense
      ovn-ic-nbctl: nonsense: Invalid address format. See ovn-ic-nb(5). Hint: An Ethernet address must be listed before an IP address, together as a single argument.
      $ tsp-set-addr q 10.0.0.3
      ovn-ic-nbctl: 10.0.0.3: Invalid address format. See ovn-ic-nb(5). Hint: An Ethernet address must be listed before an IP address, together as a single argument.
      $ tsp-set-addr q unknown 'dynamic 10.0.0.7' router
      $ --if-exists find Transit_Switch_Port name=q
      ovn-ic-nbctl: 'find' command has no '--if-exists' option
      $ --bare --columns=addresses find Transit_Switch_Port name=q
      dynamic 10.0.0.7 router unknown
      $ tsp-set-addr q
      $ --columns=addresses find Transit_Switch_Port name=q
      addresses           : []
      $ tsp-set-addr nobody
      ovn-ic-nbctl: nobody: switch port name not found
      $ tsp-del nobody
      ovn-ic-nbctl: nobody: switch port name not found
      $ --if-exists tsp-del nobody
      $ tsp-del p
      $ --bare --columns=name list Transit_Switch_Port
      q
      $ ts-del s
      $ list Transit_Switch_Port
      """),
    NewestStory(
      "cipher suites, and what is shown",
      """
      $ set-ssl k c a TLSv1.3 HIGH SUITES
      $ get SSL . ssl_protocols ssl_ciphers ssl_ciphersuites
      TLSv1.3
      HIGH
      SUITES
      $ ts-add abc -- ts-add xyz
      $ --filter=AB show
      Transit_Switch abc
      $ --filter=Transit_Switch(z|q) show
      Transit_Switch xyz
      $ --filter=Transit_Router(abc) --oneline ts-del abc
      ovn-ic-nbctl: 'ts-del' command has no '--filter' option
      $ --filter=Transit_Switch(x show
      ovn-ic-nbctl: Malformed filter: missing closing ')'
      $ --filter=nope(x) show
      ovn-ic-nbctl: unknown table "nope"
      $ sync
      $ --wait=sth sync
      ovn-ic-nbctl: argument to --wait must be "none", "sb" 
      """),
  ]
}
