import Client
import Session
import Testbed

/// Three real servers of one clustered zoo.
struct ZooCluster {
  struct Member {
    var socket: String
    var controlSocket: String
    var program: Program
  }

  let members: [Member]

  init(in workspace: Workspace) async throws {
    let kind = try Zoo.kind(in: workspace)
    var members: [Member] = []
    for index in 0..<3 {
      let file = workspace.path("zoo\(index).db")
      let address = "unix:\(workspace.path("raft\(index)"))"
      if index == 0 {
        try await run("ovsdb-tool", ["create-cluster", file, kind.schemaFile, address])
      } else {
        try await run(
          "ovsdb-tool", ["join-cluster", file, "Zoo", address, "unix:\(workspace.path("raft0"))"])
      }
      let socket = workspace.path("zoo\(index).sock")
      let controlSocket = workspace.path("zoo\(index).ctl")
      let program = workspace.program(
        "zoo\(index)", "ovsdb-server",
        [
          "--remote=punix:\(socket)", "--unixctl=\(controlSocket)", "-vconsole:off", "-vsyslog:off",
          "--log-file=\(workspace.path("zoo\(index).log"))", file,
        ])
      try await program.start()
      let member = Member(socket: socket, controlSocket: controlSocket, program: program)
      try await waitUntil("member \(index) has joined", deadline: .seconds(30)) {
        await Self.status(of: member).contains("Status: cluster member")
      }
      members.append(member)
    }
    self.members = members
    _ = try await leader()
  }

  var remotes: [Remote] { members.map { .unix(path: $0.socket) } }

  /// The index of the leader, once there is one and it knows every member.
  func leader() async throws -> Int {
    var leader: Int?
    try await waitUntil("a leader", deadline: .seconds(30)) {
      for (index, member) in members.enumerated()
      where await Self.status(of: member).contains("Role: leader") {
        leader = index
      }
      return leader != nil
    }
    return leader ?? 0
  }

  private static func status(of member: Member) async -> String {
    let result = try? await attempt(
      "ovs-appctl", ["-t", member.controlSocket, "cluster/status", "Zoo"])
    return result?.output ?? ""
  }
}
