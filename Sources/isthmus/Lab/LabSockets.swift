internal import ArgumentParser
internal import TLS

/// Where the lab's databases are reached and kept.
struct LabSockets: ParsableArguments {
  @Option(
    help: """
      Keep sockets and database files in this folder, from which a later run goes on. By default \
      databases are in memory, and the sockets in a temporary folder.
      """)
  var dir: String?

  @Option(
    help: "Serve over TCP on 127.0.0.1 too, from this port on, one each; 0 for any that are free.")
  var tcp: UInt16?

  @Option(help: "As --tcp, over TLS; needs the next three.")
  var tls: UInt16?

  @Option(help: "The PEM file of the private key.")
  var privateKey: String?

  @Option(help: "The PEM file of the certificate.")
  var certificate: String?

  @Option(help: "The PEM file of the CA that clients must descend from; `none` takes any client.")
  var caCert: String?

  func validate() throws {
    let files = [privateKey, certificate, caCert]
    guard files.allSatisfy({ $0 != nil }) || tls == nil else {
      throw ValidationError("--tls needs --private-key, --certificate and --ca-cert.")
    }
    guard tls != nil || files.allSatisfy({ $0 == nil }) else {
      throw ValidationError("--private-key, --certificate and --ca-cert go with --tls.")
    }
  }

  var configuration: TLSConfiguration {
    TLSConfiguration(privateKeyFile: privateKey, certificateFile: certificate, caFile: caCert)
  }
}
