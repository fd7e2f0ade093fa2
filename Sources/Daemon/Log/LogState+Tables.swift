extension LogState {
  func levelTable() -> String {
    let indent = String(repeating: " ", count: 17)
    var text = "\(indent)console    syslog    file\n\(indent)-------    ------    ------\n"
    for (name, module) in modules.sorted(by: { $0.key < $1.key }) {
      let words = [LogDestination.console, .syslog, .file].map {
        module.levels[$0].word.uppercased()
      }
      text += name.padded(to: 16)
      text +=
        "  "
        + words.map { String(repeating: " ", count: max(0, 4 - $0.count)) + $0 }
        .joined(separator: "       ")
      text += module.honoursRateLimits ? "\n" : "    (rate limiting disabled)\n"
    }
    return text
  }

  func patternTable() -> String {
    var text = "         prefix                            format\n"
    text += "         ------                            ------\n"
    for destination in LogDestination.allCases {
      let prefix = destination == .syslog ? syslog.prefix : "none"
      text += destination.word.uppercased().padded(to: 7) + "  " + prefix.padded(to: 32)
      text += "  \(patterns[destination].text)\n"
    }
    return text
  }
}

extension String {
  /// The text, filled up with spaces on its right.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - utf8.count))
  }
}
