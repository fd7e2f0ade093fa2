internal import CPosix

/// Reads a command line by getopt_long(3): options may be abbreviated, `--` ends them, and complaints
/// about unknown ones go to standard error in libc's words.
///
/// libc keeps its place in global variables: call this from one thread at a time.
public enum GetoptLong {
  /// Where options may stand.
  public enum Order: Sendable {
    /// Anywhere.
    case anywhere
    /// Before the first positional argument.
    case first
  }

  /// Calls `body` with each option's index and its argument, and `complained` after libc's complaint
  /// about one, until one of them returns false.  Returns the positional arguments.
  @discardableResult
  public static func read<E: Error>(
    _ arguments: [String], _ options: [LongOption], _ order: Order = .anywhere,
    complained: () -> Bool = { true },
    _ body: (Int, String?) throws(E) -> Bool
  ) throws(E) -> [String] {
    let argumentWords = CStrings(arguments)
    let names = CStrings(options.map(\.name))
    defer {
      argumentWords.free()
      names.free()
    }
    // A long option is told by its index, counted from above all characters.
    let base: Int32 = 256
    guard let words = argumentWords.pointers.baseAddress else { return [] }
    var table = zip(options, names.pointers).enumerated().map { index, pair in
      option(
        name: pair.1, has_arg: pair.0.argument.code, flag: nil, val: base + Int32(index))
    }
    table.append(option())
    isthmus_getopt_restart()
    while true {
      let found = getopt_long(
        Int32(arguments.count), words, shortOptions(options, order), table, nil)
      guard found != -1 else { return argumentWords.strings(from: isthmus_getopt_index()) }
      let isShort = found < base
      let index =
        isShort
        ? options.firstIndex { $0.letter?.asciiValue.map(Int32.init) == found }
        : Int(found - base)
      guard let index, options.indices.contains(index) else {
        guard complained() else { return [] }
        continue
      }
      let argument = isthmus_getopt_argument().map { String(cString: $0) }
      guard try body(index, argument) else { return [] }
    }
  }

  private static func shortOptions(_ options: [LongOption], _ order: Order) -> String {
    let letters = options.map { option in
      guard let letter = option.letter else { return "" }
      return String(letter) + String(repeating: ":", count: Int(option.argument.code))
    }
    return (order == .first ? "+" : "") + letters.joined()
  }
}

extension LongOption.Argument {
  /// As `struct option` has it, and also the number of colons behind the letter.
  fileprivate var code: Int32 {
    switch self {
    case .none: 0
    case .required: 1
    case .optional: 2
    }
  }
}

/// Strings in C's form, with a null pointer at the end.
private struct CStrings {
  let pointers: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>

  init(_ strings: [String]) {
    pointers = .allocate(capacity: strings.count + 1)
    _ = pointers.initialize(
      from: strings.map { string in
        let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: string.utf8.count + 1)
        _ = bytes.initialize(from: string.utf8CString)
        return bytes.baseAddress
      } + [nil])
  }

  /// The strings from the one at `index` on; libc moves positional arguments to the end.
  func strings(from index: Int32) -> [String] {
    pointers.dropFirst(Int(index)).compactMap { $0.map { String(cString: $0) } }
  }

  func free() {
    for pointer in pointers { pointer?.deallocate() }
    pointers.deallocate()
  }
}
