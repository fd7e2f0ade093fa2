/// A logical flow, wherever it applies.
///
/// Its digest is taken once, so that the tables it goes through need not read its text each time.
struct LogicalFlow: Hashable {
  let stage: Stage
  let priority: UInt16
  let match: String
  let actions: String
  /// `controller_meter`: the meter for packets that the actions hand to ovn-controller.
  let meter: String?
  /// `tags:in_out_port`: the one port the flow is about, so that a chassis without it can skip it.
  let port: String?
  /// The same for equal flows, within one process.
  let digest: Int

  init(
    stage: Stage, priority: Int, match: String, actions: String, meter: String? = nil,
    port: String? = nil
  ) {
    self.stage = stage
    self.priority = UInt16(clamping: priority)
    self.match = match
    self.actions = actions
    self.meter = meter
    self.port = port
    var hasher = Hasher()
    hasher.combine(stage.rawValue)
    hasher.combine(self.priority)
    hasher.combine(match)
    hasher.combine(actions)
    digest = hasher.finalize()
  }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  static func == (left: Self, right: Self) -> Bool {
    left.digest == right.digest && left.stage == right.stage && left.priority == right.priority
      && left.match == right.match && left.actions == right.actions && left.meter == right.meter
      && left.port == right.port
  }
}

extension LogicalFlow: CustomStringConvertible {
  /// As `ovn-sbctl lflow-list` prints it.
  var description: String {
    "table=\(stage.table) (\(stage.name)), priority=\(priority), match=(\(match)), action=(\(actions))"
  }
}
