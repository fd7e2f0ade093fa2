internal import JSON
public import OVSDB

// Which rows are monitored, ovsdb-server(7) 4.1.13.
//
// One change is under way at a time; what is wanted meanwhile goes with the next. A connection that is
// lost before the answer leaves open what the rows told so far are, so the next one begins anew, with
// what is wanted then. So does one that ends as the server refused a change.
extension DatabaseClientStateMachine {
  /// Takes other ``DatabaseClientConfiguration/conditions``.
  public mutating func setConditions(_ conditions: [String: [Condition]]) {
    self.conditions.wanted = conditions
    guard phase == .synchronised else { return }
    if !requestConditions() { tellCoverage() }
  }

  /// Asks for the rows that are wanted now; returns false if there is nothing to ask for, or not yet.
  @discardableResult
  mutating func requestConditions() -> Bool {
    guard let tables = conditions.request(selection) else { return false }
    held.note(conditions: nil)
    tellCoverage()
    let name = JSON.string(monitorName)
    send("monitor_cond_change", [name, name, tables], .conditions(round: round))
    return true
  }

  mutating func receivedConditions(_ reply: Reply, round: Int) throws(ProtocolViolation) {
    guard round == self.round, phase == .synchronised else { return }
    if case .error(let error) = reply {
      throw ProtocolViolation("monitor_cond_change of \(configuration.database) failed: \(error)")
    }
    conditions.confirm()
    held.note(conditions: conditions.confirmed)
    tellCoverage()
    requestConditions()
  }

  /// Tells which rows are here, to a user who has ever wanted less than all.
  mutating func tellCoverage() {
    if conditions.isUsed { actions.append(.tell(.coverage(conditions.certain))) }
  }
}
