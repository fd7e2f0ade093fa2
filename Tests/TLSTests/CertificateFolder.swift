import Foundation
import TLS

/// Keys and certificates made by the `openssl` command in a fresh folder, removed when released.
final class CertificateFolder: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("isthmus-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    path = folder.path
  }

  deinit { remove() }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Makes a self-signed CA: `NAME.key` and `NAME.pem`.
  func makeAuthority(_ name: String) throws {
    try openssl(
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 "
        + "-subj /CN=\(name) -keyout \(name).key -out \(name).pem")
  }

  /// Makes a certificate issued by the CA `issuer`: `NAME.key` and `NAME.pem`, with the CA's behind.
  func makeCertificate(_ name: String, by issuer: String, days: Int = 30) throws {
    try openssl(
      "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=\(name) "
        + "-keyout \(name).key -out \(name).csr")
    // `x509` cannot make a certificate that ended in the past; `-days -1` ends one yesterday.
    try openssl(
      "x509 -req -in \(name).csr -CA \(issuer).pem -CAkey \(issuer).key -CAcreateserial "
        + "-days \(days) -out \(name).leaf")
    let leaf = try Data(contentsOf: URL(fileURLWithPath: file("\(name).leaf")))
    let root = try Data(contentsOf: URL(fileURLWithPath: file("\(issuer).pem")))
    try (leaf + root).write(to: URL(fileURLWithPath: file("\(name).pem")))
  }

  func configuration(_ name: String, trusting authority: String) -> TLSConfiguration {
    TLSConfiguration(
      privateKeyFile: file("\(name).key"), certificateFile: file("\(name).pem"),
      caFile: file("\(authority).pem"))
  }

  /// Puts the contents of one file in the place of another, as a rotation does.
  func replace(_ name: String, with other: String) throws {
    try? FileManager.default.removeItem(atPath: file(name))
    try FileManager.default.copyItem(atPath: file(other), toPath: file(name))
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
  }

  func openssl(_ arguments: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments.split(separator: " ").map(String.init)
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(command: "openssl \(arguments)") }
  }

  struct Failure: Error { let command: String }
}

/// What all tests share, made once: two CAs, certificates of either, one that has expired.
enum Certificates {
  static let folder: Result<CertificateFolder, any Error> = Result {
    let folder = try CertificateFolder()
    // A global is never released.
    atexit { (try? Certificates.folder.get())?.remove() }
    try folder.makeAuthority("ca")
    try folder.makeAuthority("other-ca")
    try folder.makeCertificate("server", by: "ca")
    try folder.makeCertificate("client", by: "ca")
    try folder.makeCertificate("stranger", by: "other-ca")
    try folder.makeCertificate("expired", by: "ca", days: -1)
    return folder
  }
}
