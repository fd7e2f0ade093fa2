/// The datapaths that a flow is on, by their numbers, and how many derivations have put it on each.
///
/// Most flows are on one datapath, put there once, and most others on two or three.
enum DatapathCounts {
  typealias Number = CountedUUIDs.Number

  struct Count {
    let datapath: Number
    var count: UInt32
  }

  case none
  case one(Count)
  /// In the order of their numbers.
  case many([Count])

  var isEmpty: Bool { if case .none = self { true } else { false } }

  /// Every datapath, in no particular order.
  var datapaths: [Number] {
    switch self {
    case .none: []
    case .one(let count): [count.datapath]
    case .many(let counts): counts.map(\.datapath)
    }
  }

  func contains(_ datapath: Number) -> Bool {
    switch self {
    case .none: return false
    case .one(let count): return count.datapath == datapath
    case .many(let counts):
      let index = counts.index(of: datapath)
      return index < counts.count && counts[index].datapath == datapath
    }
  }

  /// Counts one more, and says whether the datapath is new.
  mutating func insert(_ datapath: Number) -> Bool {
    let new = Count(datapath: datapath, count: 1)
    switch self {
    case .none:
      self = .one(new)
      return true
    case .one(var count) where count.datapath == datapath:
      count.count += 1
      self = .one(count)
      return false
    case .one(let other):
      self = .many(other.datapath < datapath ? [other, new] : [new, other])
      return true
    case .many(var counts):
      self = .none  // The counts have one reference now, and are changed in place.
      defer { self = .many(counts) }
      let index = counts.index(of: datapath)
      if index < counts.count, counts[index].datapath == datapath {
        counts[index].count += 1
        return false
      }
      counts.insert(new, at: index)
      return true
    }
  }

  /// Counts one less, and says whether the datapath is gone.
  mutating func remove(_ datapath: Number) -> Bool {
    switch self {
    case .none: return false
    case .one(var count):
      if count.datapath != datapath { return false }
      count.count -= 1
      self = count.count == 0 ? .none : .one(count)
      return count.count == 0
    case .many(var counts):
      let index = counts.index(of: datapath)
      guard index < counts.count, counts[index].datapath == datapath else { return false }
      self = .none
      counts[index].count -= 1
      let isGone = counts[index].count == 0
      if isGone { counts.remove(at: index) }
      self = counts.count == 1 ? .one(counts[0]) : .many(counts)
      return isGone
    }
  }
}

extension [DatapathCounts.Count] {
  /// Where the count of a datapath stands, or would.
  fileprivate func index(of datapath: DatapathCounts.Number) -> Int {
    var range = indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if self[middle].datapath < datapath {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}
