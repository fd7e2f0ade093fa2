import Client
import EventLoop
import JSON
import OVSDB
import Session
import Testbed

/// A client under test, what it told, and the names of the animals that this leaves in the zoo.
@LoopActor
final class Recorder {
  private(set) var client: DatabaseClient!
  /// Every event but log lines, as text.
  private(set) var events: [String] = []
  private(set) var logs: [ClientLog] = []
  /// The animals by UUID.
  private var animals: [String: String] = [:]
  /// Called with each event before it is recorded.
  var onEvent: ((DatabaseEvent) -> Void)?

  init(_ configuration: DatabaseClientConfiguration) {
    client = DatabaseClient(configuration) { [weak self] event in self?.record(event) }
    client.start()
  }

  var animalNames: [String] { animals.values.sorted() }

  /// Waits for an event, past or future, whose text begins with `prefix`.
  nonisolated func wait(for prefix: String, count: Int = 1) async throws {
    try await wait(until: "\(count) × \"\(prefix)\"") {
      $0.events.count { $0.hasPrefix(prefix) } >= count
    }
  }

  nonisolated func wait(
    until description: String, _ condition: @escaping @LoopActor (Recorder) -> Bool
  ) async throws {
    do {
      try await waitUntil(description, deadline: .seconds(30)) { await condition(self) }
    } catch {
      throw await RecorderError(description: "\(error)\n\(transcript)")
    }
  }

  var transcript: String { (events + logs.map(\.description)).joined(separator: "\n") }

  private func record(_ event: DatabaseEvent) {
    onEvent?(event)
    switch event {
    case .log(let line): return logs.append(line)
    case .contents(let rows, let format):
      animals = [:]
      apply(rows, format)
    case .update(let rows, let format): apply(rows, format)
    default: break
    }
    events.append("\(event)")
  }

  private func apply(_ updates: JSONElement, _ format: UpdateFormat) {
    updates["Animal"]?.forEachMember { uuid, change in
      if let row = change["initial"] ?? change["insert"] ?? change["modify"] ?? change["new"] {
        animals[uuid] = row["name"]?.string ?? animals[uuid]
      } else {
        animals[uuid] = nil
      }
    }
  }
}

struct RecorderError: Error, CustomStringConvertible {
  var description: String
}
