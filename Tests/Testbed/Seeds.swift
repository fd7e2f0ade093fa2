import Foundation

/// The seeds that a random comparison with the distribution's programs tries: the first few, or what
/// `ISTHMUS_SEEDS` says: how many (`20`), or which (`100..119`).
public func comparedSeeds(usually count: UInt64 = 4) -> ClosedRange<UInt64> {
  let words = (ProcessInfo.processInfo.environment["ISTHMUS_SEEDS"] ?? "")
    .split(separator: ".").compactMap { UInt64($0) }
  return words.count == 2 ? words[0]...max(words[0], words[1]) : 1...max(words.first ?? count, 1)
}
