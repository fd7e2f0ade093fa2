import Synchronization
import Testing

/// Lets only so many test cases run at the same time: each is a crowd of a dozen processes.
struct CrowdTrait: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @Sendable @concurrent () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    await Crowd.shared.enter()
    do {
      try await function()
      await Crowd.shared.leave()
    } catch {
      await Crowd.shared.leave()
      throw error
    }
  }
}

extension Trait where Self == CrowdTrait {
  /// At most three test cases of all suites with this trait run at a time.
  static var crowded: Self { CrowdTrait() }
}

private actor Crowd {
  static let shared = Crowd()
  private var places = 3
  private var queue: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    if places > 0 {
      places -= 1
    } else {
      await withCheckedContinuation { queue.append($0) }
    }
  }

  func leave() {
    if queue.isEmpty { places += 1 } else { queue.removeFirst().resume() }
  }
}
