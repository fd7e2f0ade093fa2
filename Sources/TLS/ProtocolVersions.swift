internal import COpenSSL

/// The TLS versions that a connection may use.
struct ProtocolVersions: Hashable {
  /// A version by the name that options give it.
  enum Version: String, CaseIterable {
    case tls1 = "TLSv1"
    case version11 = "TLSv1.1"
    case version12 = "TLSv1.2"
    case version13 = "TLSv1.3"

    var number: Int32 {
      switch self {
      case .tls1: TLS1_VERSION
      case .version11: TLS1_1_VERSION
      case .version12: TLS1_2_VERSION
      case .version13: TLS1_3_VERSION
      }
    }
  }

  private let versions: Set<Version>

  static let standard = ProtocolVersions(versions: [.version12, .version13])

  private init(versions: Set<Version>) { self.versions = versions }

  /// Names separated by commas or spaces, each possibly with `+` for all later versions too. Throws
  /// when a name is unknown or there is none.
  init(parsing text: String) throws(TLSError) {
    var versions: Set<Version> = []
    for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      let name = word.hasSuffix("+") ? word.dropLast() : word
      let all = Version.allCases
      guard
        let index = all.firstIndex(where: { $0.rawValue.lowercased() == name.lowercased() })
      else { throw Self.error(text, "unknown protocol \(word)") }
      versions.formUnion(word.hasSuffix("+") ? all[index...] : all[index...index])
    }
    guard !versions.isEmpty else { throw Self.error(text, "no protocol named") }
    self.versions = versions
  }

  /// Allows these versions, and no other, in connections made of `context`.
  func apply(to context: OpaquePointer) {
    let allowed = Version.allCases.filter(versions.contains)
    guard let lowest = allowed.first, let highest = allowed.last else { return }
    _ = isthmus_ssl_ctx_set_protocol_range(context, lowest.number, highest.number)
    // A range has no holes; what is missing in between is switched off by name.
    if !versions.contains(.version11) { SSL_CTX_set_options(context, isthmus_SSL_OP_NO_TLSv1_1) }
    if !versions.contains(.version12) { SSL_CTX_set_options(context, isthmus_SSL_OP_NO_TLSv1_2) }
  }

  private static func error(_ text: String, _ reason: String) -> TLSError {
    .setting(option: "ssl-protocols", value: text, reason: reason)
  }
}
