/// What was measured with one program at one size.
struct Measurements {
  /// From the commit of all routes in one zone until all are in the other's Northbound.
  var bulk = Outcome.notTried
  /// The same until both daemons rest.
  var rest = Outcome.notTried
  /// The CPU time of each process for that.
  var bulkAdvertiserCPU = Outcome.notTried
  var bulkLearnerCPU = Outcome.notTried
  var bulkServersCPU = Outcome.notTried
  /// From before one route's commit until it is in the other zone's Northbound, or gone from it: medians.
  var addition = Outcome.notTried
  var withdrawal = Outcome.notTried
  /// One route's three transactions by hand, without any daemon: what the database servers alone take.
  var floor = Outcome.notTried
  /// How many single changes were measured.
  var changes = 0
  /// The CPU time of each process for one change (added or deleted).
  var advertiserCPU = Outcome.notTried
  var learnerCPU = Outcome.notTried
  var serversCPU = Outcome.notTried
  /// What one change added to the journals of IC-Southbound and the learner's Northbound.
  var journalBytes: Int?
  /// From the start of the learning daemon until a route that came while it was down is learned.
  var restart = Outcome.notTried
  /// The CPU time that the learning daemon needed for that.
  var restartCPU = Outcome.notTried
  /// The transactions that the learning daemon sent at that, that route's own not counted.
  var restartWrites: Int?
  /// The most memory that the learning daemon occupied.
  var peakMemory: Int?
  /// What each route added to that.
  var memoryPerRoute: Int?
}

/// A time that was measured, or what is known instead.
enum Outcome {
  case took(Duration)
  /// Given up after this time.
  case exceeded(Duration)
  /// Something before it was given up.
  case notTried
}

/// The measurements of one side at one size.
struct Result {
  var side: Side
  var size: Int
  var measurements: Measurements
}
