extension ToolStory {
  /// Every story that both tools can tell.
  static let all = [
    transitSwitches, identification, values, badValues, relations, badConditions, elements,
    creation,
    formats, cells, commandLines, connections, secureConnections, symbols, zones, gateways,
  ]
}
