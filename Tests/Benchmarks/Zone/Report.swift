/// Prints what was measured, both sides beside each other.
enum Report {
  /// What was measured of one scene.
  struct Section {
    var title: String
    var figures: [Side: [Figure]] = [:]
  }

  /// Says how the figures are to be read.
  static let explanation = """

    Either compiler as a process between two ovsdb-servers, on the same Northbound, in one run.
    Full compile: from the start of the process until NB_Global has sb_cfg = nb_cfg.
    One more or less: from its commit, which counts up nb_cfg, until sb_cfg has come to that, seen by a
    waiting transaction on a connection of the benchmark's own; medians. CPU is that of a change, until
    the process rests; servers are Northbound's and Southbound's.
    Alone: northd's stopwatches ovnnb_db_run and build_lflows, whole milliseconds, without its handling of
    updates and transactions; our compiler with that, in memory.

    """

  /// The table of a section.
  static func table(_ section: Section) -> String {
    let (c, ours) = (section.figures[.c] ?? [], section.figures[.ours] ?? [])
    var names: [String] = []
    for figure in c + ours where !names.contains(figure.name) { names.append(figure.name) }
    let rows = names.map { name in
      let reference = c.first { $0.name == name }
      let own = ours.first { $0.name == name }
      return row([name, reference?.text ?? "-", own?.text ?? "-", ratio(reference, own)])
    }
    return ([row([section.title, "northd", "ours", "northd / ours"])] + rows)
      .joined(separator: "\n") + "\n"
  }

  private static func ratio(_ reference: Figure?, _ own: Figure?) -> String {
    guard let above = reference?.value, let below = own?.value, below > 0 else { return "" }
    return (reference?.isExceeded == true ? "> " : "") + Figure.rounded(above / below)
  }

  private static func row(_ cells: [String]) -> String {
    zip(cells, [44, 14, 14, 0]).map { cell, width in
      cell + String(repeating: " ", count: max(0, width - cell.count))
    }.joined()
  }
}
