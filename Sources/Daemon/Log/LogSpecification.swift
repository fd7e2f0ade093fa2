/// One `-v` option, or one argument of `vlog/set`, as `ovn-appctl(8)` describes them.
public enum LogSpecification: Equatable, Sendable {
  /// Log messages of `level` and worse; no module or no destination stands for all of them.
  case level(LogLevel, module: String?, destination: LogDestination?)
  /// Lay messages out so; no destination stands for all of them.
  case pattern(LogPattern, destination: LogDestination?)
  /// Send messages to syslog under this facility.
  case facility(LogFacility)

  /// What `-v` and `vlog/set` mean without an argument: everything.
  public static let everything = LogSpecification.level(.debug, module: nil, destination: nil)

  /// Parses `text`, whose words are separated by spaces, commas or colons.
  public init(
    parsing text: String, modules: Set<String> = LogModules.known
  ) throws(LogSpecificationError) {
    var words = Words(text[...])
    switch words.peek?.lowercased() {
    case "pattern":
      words.skip()
      self = try Self.pattern(words)
    case "facility":
      words.skip()
      guard let facility = LogFacility(word: words.rest) else { throw .invalidFacility }
      self = .facility(facility)
    default:
      self = try Self.level(words, modules)
    }
  }

  private static func pattern(_ words: Words) throws(LogSpecificationError) -> Self {
    var words = words
    guard let word = words.next() else { throw .missingDestination }
    if word.lowercased() == "any" {
      return .pattern(LogPattern(String(words.rest)), destination: nil)
    }
    guard let destination = LogDestination(word: word) else {
      throw .unknownDestination(String(word))
    }
    return .pattern(LogPattern(String(words.rest)), destination: destination)
  }

  private static func level(
    _ words: Words, _ modules: Set<String>
  ) throws(LogSpecificationError) -> Self {
    var words = words
    var (level, destination, module): (LogLevel?, LogDestination?, String?)
    while let word = words.next() {
      if word.lowercased() == "any" { continue }
      if let found = LogDestination(word: word) {
        guard destination == nil else { throw .multiple("destinations") }
        destination = found
      } else if let found = LogLevel(word: word) {
        guard level == nil else { throw .multiple("levels") }
        level = found
      } else if let found = modules.first(where: { $0 == word.lowercased() }) {
        guard module == nil else { throw .multiple("modules") }
        module = found
      } else {
        throw .unknownWord(String(word))
      }
    }
    return .level(level ?? .debug, module: module, destination: destination)
  }

  /// Cuts words off the front of a text as strtok(3) does.
  private struct Words {
    /// What follows the last word and the one separator behind it.
    private(set) var rest: Substring

    init(_ text: Substring) { rest = text }

    var peek: Substring? {
      var copy = self
      return copy.next()
    }

    mutating func skip() { _ = next() }

    mutating func next() -> Substring? {
      let isSeparator: (Character) -> Bool = { " ,:\t".contains($0) }
      let start = rest.drop(while: isSeparator)
      let word = start.prefix { !isSeparator($0) }
      rest = start[word.endIndex...].dropFirst()
      return word.isEmpty ? nil : word
    }
  }
}

/// Why a log specification means nothing; the descriptions are what operators see.
public enum LogSpecificationError: Error, Equatable, CustomStringConvertible {
  /// A word names neither a destination, nor a level, nor a module.
  case unknownWord(String)
  /// Two words of one kind, `levels`, `destinations` or `modules`.
  case multiple(String)
  /// `PATTERN` stands alone.
  case missingDestination
  /// `PATTERN:` is followed by something other than a destination.
  case unknownDestination(String)
  /// `FACILITY:` is not followed by the name of one.
  case invalidFacility

  public var description: String {
    switch self {
    case .unknownWord(let word): "no destination, level, or module \"\(word)\""
    case .multiple(let kind): "cannot specify multiple \(kind)"
    case .missingDestination: "missing destination"
    case .unknownDestination(let word): "unknown destination \"\(word)\""
    case .invalidFacility: "invalid facility"
    }
  }
}
