/// What must hold of a mesh that is healed and at rest, one a file.
enum Invariant {
  /// Throws what was found against an invariant, if anything was.
  static func require(_ invariant: String, _ findings: [String]) throws(BrokenInvariant) {
    if !findings.isEmpty {
      throw BrokenInvariant(invariant: invariant, findings: findings.sorted())
    }
  }
}
