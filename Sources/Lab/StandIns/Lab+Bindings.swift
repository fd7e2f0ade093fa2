/// In the place of each zone's northd and ovn-controllers.
extension Lab {
  /// Goes on until every daemon has nothing left to do and every port is bound.
  ///
  /// - Returns: whether that was so before `limit` had passed.
  @discardableResult
  public func settleBound(within limit: Duration = .seconds(600)) -> Bool {
    let deadline = now + limit
    repeat {
      guard settle(within: deadline - now) else { return false }
    } while bindPorts()
    return true
  }

  /// Writes into the zones' Southbound databases what northd and ovn-controller would write there by
  /// now, as far as `ovn-ic` reads it.
  ///
  /// What a server refuses, as ovn-controller's row of a chassis that another zone still has, is tried
  /// again the next time.
  ///
  /// - Returns: whether there was anything to write.
  @discardableResult
  public func bindPorts() -> Bool {
    var isChanged = false
    for zone in zones where zone.northbound.isRunning && zone.southbound.isRunning {
      let state = zone.bindingState
      if zone.boundState == state { continue }
      // What binds ports is a chassis that is there already.
      for operations in [zone.chassisOperations, zone.bindingOperations] {
        let operations = operations()
        if operations.isEmpty { continue }
        if (try? zone.southbound.transact(operations)) != nil { isChanged = true }
      }
      zone.boundState = zone.bindingState
    }
    return isChanged
  }
}

extension Zone {
  /// How much has been written to what the bindings follow from.
  fileprivate var bindingState: [Int] {
    ([northbound, southbound] + chassis.map(\.openVSwitch)).map(\.transactionCount)
  }
}
