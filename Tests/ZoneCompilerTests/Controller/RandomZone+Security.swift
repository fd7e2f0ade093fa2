import JSON
import OVSDB
import ZoneBench

extension RandomZone {
  /// What a zone has of rules, groups, balancers and what belongs to them.
  struct Security {
    var rules: [(uuid: UUID, table: String, column: String, owner: UUID)] = []
    var groups: [(uuid: UUID, name: String)] = []
    var balancers: [UUID] = []
    var balancerGroups: [UUID] = []
    var meters: [String] = []
    /// Rows that only their names tie to others.
    var named: [(uuid: UUID, table: String)] = []
  }

  /// The operations of one edit of rules, groups or balancers.
  mutating func editSecurity(_ uuid: UUID) -> [OVSDB.Operation] {
    switch Int.random(in: 0..<16, using: &generator) {
    case 0...2: addRule(uuid)
    case 3: addGroup(uuid)
    case 4...5: changeGroup()
    case 6: changeRule()
    case 7: removeRule()
    case 8: addMeter(uuid)
    case 9: addBalancer(uuid)
    case 10: addBalancerGroup(uuid)
    case 11...12: changeAttachment()
    case 13: changeBalancer()
    case 14: addNamed(uuid)
    default: removeSomething()
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.randomElement(using: &generator)
  }

  private mutating func chance() -> Bool { Bool.random(using: &generator) }

  // MARK: Rules

  private mutating func addRule(_ uuid: UUID) -> [OVSDB.Operation] {
    let isQoS = Int.random(in: 0..<4, using: &generator) == 0
    let isOnGroup = !isQoS && chance()
    guard let owner = isOnGroup ? pick(security.groups.map(\.uuid)) : pick(switches) else {
      return []
    }
    let table = isOnGroup ? "Port_Group" : "Logical_Switch"
    let column = isQoS ? "qos_rules" : "acls"
    security.rules.append((uuid, table, column, owner))
    var row: [String: JSON] = [
      "priority": .integer(Int64(Int.random(in: 0..<3, using: &generator))),
      "match": .string(pick(["ip4", "tcp"]) ?? ""),
      "direction": .string(pick(["from-lport", "to-lport"]) ?? ""),
    ]
    if isQoS {
      row["action"] = ["dscp": Int.random(in: 0..<64, using: &generator)].json
    } else {
      row.merge(verdict()) { $1 }
    }
    return [
      .insert(table: isQoS ? "QoS" : "ACL", row: row, uuid: uuid),
      mutate(table, owner, column, .insert, [uuid]),
    ]
  }

  private mutating func verdict() -> [String: JSON] {
    let actions = ["allow", "allow-related", "allow-stateless", "drop", "reject"]
    return [
      "action": .string(pick(actions) ?? ""), "log": .boolean(chance()),
      "label": .integer(chance() ? 7 : 0),
      "meter": pick(security.meters + ["none"]).map { .string($0) } ?? .set([]),
      "options": (chance() ? ["log-related": "true", "apply-after-lb": "true"] : [:]).json,
    ]
  }

  private mutating func changeRule() -> [OVSDB.Operation] {
    guard let rule = pick(security.rules.filter { $0.column == "acls" }) else { return [] }
    return [.update(table: "ACL", where: [.uuid(equals: rule.uuid)], row: verdict())]
  }

  private mutating func removeRule() -> [OVSDB.Operation] {
    guard let index = security.rules.indices.randomElement(using: &generator) else { return [] }
    let rule = security.rules.remove(at: index)
    return [mutate(rule.table, rule.owner, rule.column, .delete, [rule.uuid])]
  }

  // MARK: Groups of ports

  private mutating func addGroup(_ uuid: UUID) -> [OVSDB.Operation] {
    let name = "group\(count)"
    security.groups.append((uuid, name))
    return [
      .insert(
        table: "Port_Group",
        row: ["name": .string(name), "ports": .set(somePorts().map(\.json))], uuid: uuid)
    ]
  }

  private mutating func changeGroup() -> [OVSDB.Operation] {
    guard let group = pick(security.groups) else { return [] }
    return [mutate("Port_Group", group.uuid, "ports", chance() ? .insert : .delete, somePorts())]
  }

  private mutating func somePorts() -> [UUID] {
    let own = ports.filter { !$0.isRouter }.map(\.uuid)
    return own.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
  }

  // MARK: Balancers

  private mutating func addBalancer(_ uuid: UUID) -> [OVSDB.Operation] {
    security.balancers.append(uuid)
    var row = addresses(ofBalancer: uuid)
    row["name"] = .string("balancer\(count)")
    return [
      .insert(table: "Load_Balancer", row: row, uuid: uuid)
    ] + attach(uuid)
  }

  private mutating func changeBalancer() -> [OVSDB.Operation] {
    guard let balancer = pick(security.balancers) else { return [] }
    return [
      .update(
        table: "Load_Balancer", where: [.uuid(equals: balancer)],
        row: addresses(ofBalancer: balancer)),
      .update(
        table: "NB_Global", where: [],
        row: ["options": ["install_ls_lb_from_router": chance() ? "true" : "false"].json]),
    ]
  }

  private mutating func addresses(ofBalancer uuid: UUID) -> [String: JSON] {
    let all = [
      "10.0.0.9:80": "10.0.0.7:80,10.0.0.8:80", "10.0.0.10": "10.0.0.7", "[fd00::9]:53": "",
      "nonsense": "10.0.0.7", "10.0.0.11:80": "10.0.0.7", "^vip": "^backends",
    ]
    let options = [
      "reject": "true", "event": "true", "affinity_timeout": "99999", "template": "true",
      "neighbor_responder": "sometimes",
    ]
    return [
      "vips": all.filter { _ in chance() }.json,
      "options": options.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }.json,
      "protocol": chance() ? .string("udp") : .set([]),
    ]
  }

  private mutating func addBalancerGroup(_ uuid: UUID) -> [OVSDB.Operation] {
    security.balancerGroups.append(uuid)
    return [
      .insert(table: "Load_Balancer_Group", row: ["name": .string("group\(count)")], uuid: uuid)
    ]
  }

  private mutating func changeAttachment() -> [OVSDB.Operation] {
    pick(security.balancers).map { attach($0) } ?? []
  }

  /// Attaches a balancer, or what it is in, somewhere, or detaches it.
  private mutating func attach(_ balancer: UUID) -> [OVSDB.Operation] {
    let mutator: Mutation.Mutator =
      Int.random(in: 0..<3, using: &generator) == 0 ? .delete : .insert
    let table = chance() ? "Logical_Switch" : "Logical_Router"
    let datapath = pick(table == "Logical_Switch" ? switches : routers)
    let group = pick(security.balancerGroups)
    switch Int.random(in: 0..<3, using: &generator) {
    case 0:
      return group.map {
        [mutate("Load_Balancer_Group", $0, "load_balancer", mutator, [balancer])]
      } ?? []
    case 1:
      guard let group, let datapath else { return [] }
      return [mutate(table, datapath, "load_balancer_group", mutator, [group])]
    default:
      return datapath.map { [mutate(table, $0, "load_balancer", mutator, [balancer])] } ?? []
    }
  }

  // MARK: Meters, sets, mirrors

  private mutating func addMeter(_ uuid: UUID) -> [OVSDB.Operation] {
    let name = "meter\(count)"
    security.meters.append(name)
    security.named.append((uuid, "Meter"))
    return [
      .insert(
        table: "Meter_Band", row: ["action": .string("drop"), "rate": .integer(9)], name: "band"),
      .insert(
        table: "Meter",
        row: [
          "name": .string(name), "unit": .string("pktps"), "fair": .boolean(chance()),
          "bands": .array([.string("named-uuid"), .string("band")]),
        ], uuid: uuid),
    ]
  }

  private mutating func addNamed(_ uuid: UUID) -> [OVSDB.Operation] {
    switch Int.random(in: 0..<3, using: &generator) {
    case 0:
      // Now and then the name that a group's own set has.
      let taken = count % 3 == 0 ? security.groups.last.map { $0.name + "_ip4" } : nil
      if taken != nil { security.groups.removeLast() }
      security.named.append((uuid, "Address_Set"))
      return [
        .insert(
          table: "Address_Set",
          row: [
            "name": .string(taken ?? "set\(count)"), "addresses": .set([.string("10.9.9.9")]),
          ], uuid: uuid)
      ]
    case 1:
      security.named.append((uuid, "Mirror"))
      return [
        .insert(
          table: "Mirror",
          row: [
            "name": .string("mirror\(count)"), "filter": .string("to-lport"),
            "sink": .string("10.9.9.1"), "type": .string("gre"), "index": .integer(5),
          ], uuid: uuid)
      ]
    default:
      security.named.append((uuid, "Chassis_Template_Var"))
      return [
        .insert(
          table: "Chassis_Template_Var",
          row: ["chassis": .string("chassis\(count)"), "variables": ["vip": "10.0.0.1"].json],
          uuid: uuid)
      ]
    }
  }

  private mutating func removeSomething() -> [OVSDB.Operation] {
    if chance(), let index = security.named.indices.randomElement(using: &generator) {
      let row = security.named.remove(at: index)
      return [NorthboundEdit.remove(row.uuid, from: row.table)]
    }
    if chance(), let index = security.groups.indices.randomElement(using: &generator) {
      return [NorthboundEdit.remove(security.groups.remove(at: index).uuid, from: "Port_Group")]
    }
    guard let index = security.balancers.indices.randomElement(using: &generator) else { return [] }
    return [NorthboundEdit.remove(security.balancers.remove(at: index), from: "Load_Balancer")]
  }

  private func mutate(
    _ table: String, _ row: UUID, _ column: String, _ mutator: Mutation.Mutator, _ rows: [UUID]
  ) -> OVSDB.Operation {
    .mutate(
      table: table, where: [.uuid(equals: row)],
      mutations: [Mutation(column, mutator, .set(rows.map(\.json)))])
  }
}
