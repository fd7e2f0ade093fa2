/// A logical flow, wherever it applies.
struct LogicalFlow: Equatable {
  let match: String
  let actions: String
  private let attributes: FlowAttributes
  let stage: Stage
  let priority: UInt16

  init(
    stage: Stage, priority: Int, match: String, actions: String, meter: String? = nil,
    port: String? = nil
  ) {
    self.stage = stage
    self.priority = UInt16(clamping: priority)
    self.match = match
    self.actions = actions
    attributes = FlowAttributes(meter: meter, port: port)
  }

  /// `controller_meter`: the meter for packets that the actions hand to ovn-controller.
  var meter: String? { attributes.meter }
  /// `tags:in_out_port`: the one port the flow is about, so that a chassis without it can skip it.
  var port: String? { attributes.port }

  /// The same for equal flows, within one process.
  var digest: Int {
    var hasher = Hasher()
    hasher.combine(stage)
    hasher.combine(priority)
    hasher.combine(match)
    hasher.combine(actions)
    return hasher.finalize()
  }
}

/// What few flows have; together it takes hardly more room than the one that is there.
private enum FlowAttributes: Equatable {
  case none
  case port(String)
  indirect case metered(String, port: String?)

  init(meter: String?, port: String?) {
    if let meter {
      self = .metered(meter, port: port)
    } else {
      self = port.map { .port($0) } ?? .none
    }
  }

  var meter: String? {
    if case .metered(let meter, _) = self { meter } else { nil }
  }

  var port: String? {
    switch self {
    case .none: nil
    case .port(let port): port
    case .metered(_, let port): port
    }
  }
}

extension LogicalFlow: CustomStringConvertible {
  /// As `ovn-sbctl lflow-list` prints it.
  var description: String {
    "table=\(stage.table) (\(stage.name)), priority=\(priority), match=(\(match)), action=(\(actions))"
  }
}
