extension LogState {
  mutating func apply(_ specification: LogSpecification) {
    switch specification {
    case .facility(let facility):
      self.facility = facility
      isFacilityChosen = true
    case .pattern(let pattern, let destination):
      for destination in destination.map({ [$0] }) ?? LogDestination.allCases {
        patterns[destination] = pattern
      }
    case .level(let level, let module, let destination):
      let destinations = destination.map { [$0] } ?? LogDestination.allCases
      if let module {
        setLevel(level, module, destinations)
      } else {
        for destination in destinations { everyModule.levels[destination] = level }
        for name in modules.keys { setLevel(level, name, destinations) }
      }
    }
  }

  /// Modules that nothing here logs under stay out of the table.
  private mutating func setLevel(
    _ level: LogLevel, _ module: String, _ destinations: [LogDestination]
  ) {
    for destination in destinations { modules[module]?.levels[destination] = level }
  }

  /// Adds a module that is logged under to those whose levels can be set.
  mutating func register(_ name: String) {
    if modules[name] == nil { modules[name] = everyModule }
  }

  mutating func setHonoursRateLimits(_ honours: Bool, modules names: [String]) {
    for name in names.isEmpty ? Array(modules.keys) : names {
      modules[name]?.honoursRateLimits = honours
    }
    if names.isEmpty { everyModule.honoursRateLimits = honours }
  }
}
