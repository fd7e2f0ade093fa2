internal import Journal

/// Where a server of the lab keeps its database.
struct LabFiles {
  let path: String
  let layer: any FileLayer

  /// Whether the database is there.
  var exist: Bool {
    guard let file = try? layer.open(path, for: .reading) else { return false }
    layer.close(file)
    return true
  }

  /// What a server that was killed finds when it starts again: of files of this machine everything,
  /// as the machine goes on.
  func afterCrash(seed: UInt64) -> LabFiles {
    guard let layer = layer as? SimulatedFiles else { return self }
    return LabFiles(path: path, layer: layer.restarted(seed: seed))
  }
}
