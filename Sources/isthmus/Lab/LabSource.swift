internal import ArgumentParser
internal import Foundation
internal import Lab

/// Which zones the lab has.
struct LabSource: ParsableArguments {
  @Argument(help: "A topology: YAML, as --show-example prints it.")
  var file: String?

  @Option(help: "Run this topology of those that come with the program.")
  var example: String?

  @Flag(help: "List the topologies that come with the program.")
  var listExamples = false

  @Option(help: "Print a topology that comes with the program, to start from.")
  var showExample: String?

  @Option(
    help: """
      Run N zones made by rule: up to \(Self.meshMaximum) that all share a transit switch, more \
      in regions that have one each.
      """)
  var zones: Int?

  @Option(help: "With --zones: static routes of each zone, which it tells the others of.")
  var routes = 10

  @Option(
    name: .customLong("without-ic"), help: "Leave a zone without ovn-ic, for another to join.")
  var withoutInterconnect: [String] = []

  @Option(help: "Leave a zone without ovn-northd, for another to join.")
  var withoutNorthd: [String] = []

  @Option(help: "What decides UUIDs and all else that is left to chance.")
  var seed: UInt64 = 0

  /// Above this, what each zone learns in a mesh is a burden.
  private static let meshMaximum = 16

  func validate() throws {
    guard [file != nil, example != nil, zones != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("A file, --example and --zones exclude each other.")
    }
    guard (1...4000).contains(zones ?? 1) else {
      throw ValidationError("--zones takes a number from 1 to 4000.")
    }
    guard (0...200).contains(routes) else {
      throw ValidationError("--routes takes a number from 0 to 200.")
    }
  }

  /// The text that is all that was asked for, if so.
  func answer() throws -> String? {
    if listExamples {
      return Topology.exampleNames.map { name in
        let about = Topology.exampleText(name)?.split(separator: "\n").first?.dropFirst(2) ?? ""
        return "\(name): \(about)\n"
      }.joined()
    }
    guard let showExample else { return nil }
    // Says which examples there are.
    _ = try Topology(example: showExample)
    return Topology.exampleText(showExample)
  }

  func topology() throws -> Topology {
    var topology = try source()
    try leave(.interconnect, outOf: withoutInterconnect, &topology)
    try leave(.northd, outOf: withoutNorthd, &topology)
    return topology
  }

  private func source() throws -> Topology {
    if let file {
      let text: String
      do { text = try String(contentsOfFile: file, encoding: .utf8) } catch {
        throw UnreadableFile(path: file, error)
      }
      return try Topology(yaml: text, file: file)
    }
    guard let zones else { return try Topology(example: example ?? Topology.exampleNames[0]) }
    let names = zones == 2 ? ["east", "west"] : (1...zones).map { "zone\($0)" }
    return zones <= Self.meshMaximum
      ? .mesh(names, routes: routes) : .regions(names, routes: routes)
  }

  private func leave(
    _ daemon: ZoneDaemon, outOf names: [String], _ topology: inout Topology
  ) throws {
    for name in names {
      guard let index = topology.zones.firstIndex(where: { $0.name == name }) else {
        throw ValidationError("There is no zone \(name).")
      }
      topology.zones[index].outside.insert(daemon)
    }
  }
}

/// A file that could not be read.
struct UnreadableFile: Error, CustomStringConvertible {
  let description: String

  init(path: String, _ error: any Error) {
    let cause = (error as? CocoaError)?.underlying as? POSIXError
    let reason = cause.map { String(cString: strerror($0.code.rawValue)) }
    description = "\(path) could not be read: \(reason ?? error.localizedDescription)"
  }
}
