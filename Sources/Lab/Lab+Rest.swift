extension Lab {
  /// Goes on until everybody has done what there was to do, as ``settle(within:)``.
  ///
  /// - Parameter who: what comes to rest, in the words of an error.
  /// - Throws: ``LabError`` if that takes too long: it names daemons that are not done, with what they
  ///   have said last.
  func rest(_ who: String) throws(LabError) {
    if settle() { return }
    let restless = processes.filter { $0.isRunning && !$0.isConverged }
    let named = restless.prefix(Self.namedMaximum).map { process in
      "\n  \(process.name)" + (process.log.last.map { "\n    \($0)" } ?? "")
    }
    let more = restless.count - named.count
    throw LabError(
      "\(who) do not come to rest; these daemons are not done:" + named.joined()
        + (more > 0 ? "\n  and \(more) more" : ""))
  }

  private static let namedMaximum = 8
}
