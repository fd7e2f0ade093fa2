import OVSDB

/// Takes the flows of one derivation.
///
/// Each family of stages extends it with what it adds: `Switch/` and `Router/`, one file a family.
struct FlowBuilder {
  /// What the families read; every answer is noted.
  let world: World
  /// The switch or router that flows are added to unless they name others.
  let datapath: UUID
  /// The first half of the UUID of the Northbound row that is the flows' cause, as `stage-hint` tells it.
  var hint: UInt32
  private(set) var flows: [PlacedFlow] = []

  /// - Parameters:
  ///   - datapath: the switch or router that flows are added to.
  ///   - cause: the Northbound row that is their cause, the datapath's own unless it is given.
  init(_ world: World, datapath: UUID, cause: UUID? = nil) {
    self.world = world
    self.datapath = datapath
    hint = cause?.hint ?? 0
  }

  /// Adds a flow.
  ///
  /// - Parameters:
  ///   - meter: `controller_meter`; see ``World/meter(_:of:)``.
  ///   - port: `in_out_port`.
  mutating func add(
    _ stage: Stage, _ priority: Int, match: FlowText, actions: FlowText, meter: String? = nil,
    port: String? = nil
  ) {
    let flow = LogicalFlow(
      stage: stage, priority: priority, match: match.text, actions: actions.text, meter: meter,
      port: port)
    flows.append(PlacedFlow(flow: flow, datapath: datapath, hint: hint))
  }

  /// Adds the same flow to several switches or routers.
  mutating func add(
    _ stage: Stage, _ priority: Int, match: FlowText, actions: FlowText, meter: String? = nil,
    port: String? = nil, on datapaths: some Sequence<UUID>
  ) {
    let flow = LogicalFlow(
      stage: stage, priority: priority, match: match.text, actions: actions.text, meter: meter,
      port: port)
    for datapath in datapaths {
      flows.append(PlacedFlow(flow: flow, datapath: datapath, hint: hint))
    }
  }

  /// What happens to packets that nothing else matches: they go on.
  mutating func addDefault(_ stage: Stage) {
    add(stage, 0, match: "1", actions: "next;")
  }

  /// What happens to packets that nothing else matches: they are dropped.
  mutating func addDefaultDrop(_ stage: Stage) {
    add(stage, 0, match: "1", actions: FlowText(world.dropAction))
  }
}

/// A flow on a switch or router.
struct PlacedFlow {
  let flow: LogicalFlow
  let datapath: UUID
  /// `external_ids:stage-hint`; 0 for none.
  let hint: UInt32
}

extension UUID {
  /// The first 32 bits, which `stage-hint` tells a flow's cause by.
  var hint: UInt32 { UInt32(truncatingIfNeeded: high >> 32) }
}
