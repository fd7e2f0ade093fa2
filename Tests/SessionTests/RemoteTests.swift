import Session
import Testing

@Suite("A remote")
struct RemoteTests {
  @Test(
    "is what its connection method says",
    arguments: [
      ("tcp:192.0.2.1:6641", Remote.tcp(host: "192.0.2.1", port: 6641)),
      ("tcp:192.0.2.1", .tcp(host: "192.0.2.1", port: 6640)),
      ("tcp:192.0.2.1:", .tcp(host: "192.0.2.1", port: 6640)),
      ("tcp:db.example.org:1", .tcp(host: "db.example.org", port: 1)),
      ("tcp:[2001:db8::1]:6641", .tcp(host: "2001:db8::1", port: 6641)),
      ("tcp:[2001:db8::1]", .tcp(host: "2001:db8::1", port: 6640)),
      ("tcp:2001:db8::1", .tcp(host: "2001:db8::1", port: 6640)),
      ("tcp:[fe80::1%eth0]:6641", .tcp(host: "fe80::1%eth0", port: 6641)),
      ("ssl:192.0.2.1:65535", .ssl(host: "192.0.2.1", port: 65535)),
      ("unix:/run/ovn/db.sock", .unix(path: "/run/ovn/db.sock")),
      ("unix:db.sock", .unix(path: "/run/x/db.sock")),
      ("unix:./a:b", .unix(path: "/run/x/./a:b")),
      ("punix:db.sock", .passiveUnix(path: "/run/x/db.sock")),
      ("ptcp:", .passiveTCP(port: 6640, address: nil)),
      ("ptcp:0", .passiveTCP(port: 0, address: nil)),
      ("ptcp:6641", .passiveTCP(port: 6641, address: nil)),
      ("ptcp:6641:127.0.0.1", .passiveTCP(port: 6641, address: "127.0.0.1")),
      ("ptcp::127.0.0.1", .passiveTCP(port: 6640, address: "127.0.0.1")),
      ("pssl:6641:[::]", .passiveSSL(port: 6641, address: "::")),
    ])
  func parses(text: String, remote: Remote) throws {
    #expect(try Remote(parsing: text, runDirectory: "/run/x") == remote)
    #expect(try Remote(parsing: remote.description, runDirectory: "/run/x") == remote)
  }

  @Test(
    "says which part of a connection method is wrong",
    arguments: [
      ("", "a connection method has the form TYPE:ADDRESS"),
      ("db.sock", "a connection method has the form TYPE:ADDRESS"),
      (
        "udp:1.2.3.4:5",
        "unknown connection method \"udp\"; one of tcp, ssl, unix, ptcp, pssl, punix"
      ),
      ("unix:", "the path of the socket is missing"),
      ("tcp:", "the host is missing"),
      ("tcp::6641", "the host is missing"),
      ("tcp:h:65536", "port \"65536\" is not a number up to 65535"),
      ("tcp:h:-1", "port \"-1\" is not a number up to 65535"),
      ("tcp:h:+1", "port \"+1\" is not a number up to 65535"),
      ("tcp:h:x", "port \"x\" is not a number up to 65535"),
      ("tcp:h:0", "nothing listens on port 0"),
      ("tcp:[::1", "\"[\" without \"]\" in \"[::1\""),
      ("tcp:[h]:1", "\"h\" in brackets is not an IPv6 address"),
      ("tcp:[::1]6641", "unexpected \"6641\" after \"]\""),
      ("ptcp:x", "port \"x\" is not a number up to 65535"),
      ("ptcp:1:127.0.0.1:2", "unexpected \":2\" after the address"),
    ])
  func rejects(text: String, reason: String) {
    #expect(throws: RemoteError(remote: text, reason: reason)) {
      try Remote(parsing: text, runDirectory: "/run/x")
    }
  }

  @Test("is probed after 5 s unless the kernel would tell")
  func probes() {
    #expect(Remote.tcp(host: "h", port: 1).defaultProbeInterval == .seconds(5))
    #expect(Remote.passiveSSL(port: 1, address: nil).defaultProbeInterval == .seconds(5))
    #expect(Remote.unix(path: "/s").defaultProbeInterval == .zero)
  }
}

@Suite("A list of remotes")
struct RemoteListTests {
  @Test("is separated by commas and spaces, and may name the cluster")
  func parses() throws {
    let cluster = "0f1e2d3c-aaaa-bbbb-cccc-0123456789ab"
    let list = try RemoteList(
      parsing: "tcp:a:1, ssl:b:2 ,unix:c,cid:\(cluster.uppercased())", runDirectory: "/r")
    #expect(list.description == "tcp:a:1,ssl:b:2,unix:/r/c,cid:\(cluster)")
    #expect(list.clusterID == cluster)
  }

  @Test(
    "must be without gaps, and name a server",
    arguments: [
      ("", "a connection method is empty"),
      ("tcp:a,,tcp:b", "a connection method is empty"),
      ("cid:0f1e2d3c-aaaa-bbbb-cccc-0123456789ab", "no connection method is given"),
      ("tcp:a,cid:12", "cluster ID \"12\" is not a UUID"),
      (
        "tcp:a,cid:0f1e2d3c-aaaa-bbbb-cccc-0123456789ax",
        "cluster ID \"0f1e2d3c-aaaa-bbbb-cccc-0123456789ax\" is not a UUID"
      ),
      (
        "cid:0f1e2d3c-aaaa-bbbb-cccc-0123456789ab,cid:0f1e2d3c-aaaa-bbbb-cccc-0123456789ab",
        "\"cid:\" is given twice"
      ),
    ])
  func rejects(text: String, reason: String) {
    #expect(throws: RemoteError(remote: text, reason: reason)) {
      try RemoteList(parsing: text, runDirectory: "/r")
    }
  }
}
