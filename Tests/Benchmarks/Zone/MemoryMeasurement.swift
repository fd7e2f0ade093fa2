import OVSDB
import ZoneBench
import ZoneCompiler

/// How long our compiler itself works for a scene, without processes and sockets.
struct MemoryMeasurement {
  /// For everything at once.
  private(set) var compile = Duration.zero
  /// For one thing more or less, on average.
  private(set) var change = Duration.zero
  /// Rows of Logical_Flow with everything in place.
  private(set) var flows = 0

  /// Measures a scene; `report` is told of each step, when its figures are still in the bench.
  init(_ scene: any Scene, changes: Int, report: (String, Bench) -> Void = { _, _ in }) {
    let bench = Bench()
    /// What the compiler works for some operations.
    func work(_ title: String, _ operations: [OVSDB.Operation]) -> Duration {
      bench.edit(operations)
      bench.clearCounts()
      bench.settle()
      report(title, bench)
      return bench.workTime
    }
    bench.settle()
    compile = work(scene.title, scene.contents)
    flows = bench.countSouthbound("Logical_Flow", where: [])
    var sum = Duration.zero
    for number in 0..<changes {
      sum += work("one \(scene.thing) more", scene.adding(scene.size + number))
      sum += work("one \(scene.thing) less", scene.removing(scene.size + number))
    }
    change = sum / max(changes * 2, 1)
    for change in scene.furtherChanges { _ = work(change.name, change.operations) }
  }

  /// Prints what the compiler has done in a step.
  static func printDetails(_ title: String, _ bench: Bench) {
    let counts = bench.controller.counts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    let work = bench.controller.statistics.map { "\($0.kind) \($0.runs)" }.joined(separator: ", ")
    print("\(title): \(bench.workTime); \(counts); derived \(work); sent \(bench.operationCounts)")
    for refusal in bench.refusals { print("  refused: \(refusal)") }
  }
}
