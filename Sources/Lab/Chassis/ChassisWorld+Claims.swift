internal import JSON
internal import OVNModel
internal import OVSDB
internal import Reconcile

/// Claiming ports and releasing them.
///
/// A chassis that takes a port from another does so only if that still has it.
extension ChassisWorld {
  func claim(
    _ binding: Binding, _ own: UUID, _ encap: UUID?, _ plug: Plug?
  ) -> [OVSDB.Operation] {
    let row = binding.row
    if let other = row.chassis, other != own, mustPostpone(row.logicalPort) { return [] }
    var columns: [String: JSON] = [:]
    if row.chassis != own { columns["chassis"] = .uuid(own) }
    if row.encap != encap { columns["encap"] = encap.json }
    // Databases of releases before `up` was known leave it empty.
    if row.up == false, isParentUp(row) { columns["up"] = true.json }
    return guarded(binding, columns) + leaveAdditional(binding, own)
  }

  func claimAdditionally(_ binding: Binding, _ own: UUID, _ encap: UUID?) -> [OVSDB.Operation] {
    var operations: [OVSDB.Operation] = []
    if binding.row.chassis == own { operations += guarded(binding, ["chassis": .set([])]) }
    if !binding.row.additionalChassis.contains(own) {
      operations.append(
        .attach([.uuid(own)], to: "additional_chassis", of: "Port_Binding", binding.uuid))
    }
    if let encap, !binding.row.additionalEncap.contains(encap) {
      operations.append(
        .attach([.uuid(encap)], to: "additional_encap", of: "Port_Binding", binding.uuid))
    }
    return operations
  }

  func release(
    _ binding: Binding, _ own: (uuid: UUID, row: Southbound.Chassis)
  ) -> [OVSDB.Operation] {
    let row = binding.row
    guard row.chassis == own.uuid else { return leaveAdditional(binding, own.uuid) }
    var columns: [String: JSON] = ["chassis": .set([])]
    if row.encap != nil { columns["encap"] = .set([]) }
    if row.virtualParent != nil { columns["virtual_parent"] = .set([]) }
    // What has no interface stays up: another chassis takes it.
    if row.up == true, row.type.isEmpty { columns["up"] = false.json }
    return guarded(binding, columns) + leaveAdditional(binding, own.uuid)
  }

  /// The operations that set columns, if the port is still where it was.
  private func guarded(_ binding: Binding, _ columns: [String: JSON]) -> [OVSDB.Operation] {
    if columns.isEmpty { return [] }
    return [
      .require("Port_Binding", binding.uuid, "chassis", binding.row.chassis.json),
      .update("Port_Binding", binding.uuid, columns),
    ]
  }

  private func leaveAdditional(_ binding: Binding, _ own: UUID) -> [OVSDB.Operation] {
    guard binding.row.additionalChassis.contains(own) else { return [] }
    let encaps = binding.row.additionalEncap.sorted().filter { uuid in
      reads.row(uuid, in: sb.encaps)?.chassisName == configuration?.name
    }
    let chassis = OVSDB.Operation.detach(
      [own], from: "additional_chassis", of: "Port_Binding", binding.uuid)
    if encaps.isEmpty { return [chassis] }
    return [
      chassis, .detach(encaps, from: "additional_encap", of: "Port_Binding", binding.uuid),
    ]
  }

  /// Containers come up after what they are in.
  private func isParentUp(_ row: Southbound.PortBinding) -> Bool {
    guard let parent = row.type == "virtual" ? row.virtualParent : row.parentPort, !parent.isEmpty
    else { return true }
    return reads.first(parent, in: sb.portBindingsByName)?.row.up ?? false
  }

  /// Tells the switch that an interface's flows are in place, or that it is no port of the zone.
  func mark(_ plug: Plug, isInstalled: Bool) -> [OVSDB.Operation] {
    let ids = plug.row.externalIDs
    if isInstalled == (ids[ChassisKey.installed] == "true") { return [] }
    if !isInstalled, ids[ChassisKey.installed] == nil { return [] }
    let values: [String: String?] = [
      ChassisKey.installed: isInstalled ? "true" : nil,
      ChassisKey.installedTime: isInstalled ? "\(date)" : nil,
    ]
    return [.setKeys("Interface", plug.uuid, "external_ids", values)]
  }
}
