/// Polls `condition` until it holds: at once, then after pauses that grow from 1 to 50 ms.
///
/// A condition that throws ends the wait with its error. Throws ``TestbedError/timedOut(condition:after:place:)``
/// when `deadline` has passed since the call.
public func waitUntil(
  _ description: String,
  deadline: Duration = .seconds(10),
  fileID: String = #fileID,
  line: Int = #line,
  _ condition: () async throws -> Bool
) async throws {
  let clock = ContinuousClock()
  let end = clock.now + deadline
  var pause = Duration.milliseconds(1)
  while true {
    if try await condition() { return }
    guard clock.now < end else {
      throw TestbedError.timedOut(
        condition: description, after: deadline, place: "\(fileID):\(line)")
    }
    try await Task.sleep(for: pause)
    pause = min(pause * 2, .milliseconds(50))
  }
}
