extension Double {
  /// The number with 15 significant digits at most, as C's `%.15g` writes it.
  var shortText: String {
    guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    guard self != 0 else { return sign == .minus ? "-0" : "0" }
    let (digits, exponent) = magnitude.decimalDigits.rounded(to: 15)
    let text =
      (-4..<15).contains(exponent)
      ? Self.plain(digits, exponent) : Self.scientific(digits, exponent)
    return self < 0 ? "-" + text : text
  }

  /// The significant digits, and the power of ten of the first.
  private var decimalDigits: DecimalDigits {
    var digits: [UInt8] = []
    var exponent = 0
    var point: Int?
    var isExponent = false
    var exponentText = ""
    for character in description {
      switch character {
      case ".": point = digits.count
      case "e": isExponent = true
      case _ where isExponent: exponentText.append(character)
      default: digits.append(UInt8(character.wholeNumberValue ?? 0))
      }
    }
    exponent = (point ?? digits.count) - 1 + (Int(exponentText) ?? 0)
    let leadingZeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leadingZeros)
    return DecimalDigits(digits: digits, exponent: exponent - leadingZeros)
  }

  private static func plain(_ digits: [UInt8], _ exponent: Int) -> String {
    let text = digits.map(\.description).joined()
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
    if digits.count <= exponent + 1 {
      return text + String(repeating: "0", count: exponent + 1 - digits.count)
    }
    return text.prefix(exponent + 1) + "." + text.dropFirst(exponent + 1)
  }

  private static func scientific(_ digits: [UInt8], _ exponent: Int) -> String {
    let text = digits.map(\.description).joined()
    let mantissa = digits.count > 1 ? text.prefix(1) + "." + text.dropFirst(1) : text
    let power = exponent.magnitude
    return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(power < 10 ? "0" : "")\(power)"
  }
}

/// A number as digits: `digits[0]` times ten to the power of `exponent`, and so on.
private struct DecimalDigits {
  var digits: [UInt8]
  var exponent: Int

  /// At most `count` digits, without zeros at the end.
  func rounded(to count: Int) -> ([UInt8], Int) {
    var digits = digits
    var exponent = exponent
    if digits.count > count {
      let roundsUp = digits[count] >= 5
      digits.removeSubrange(count...)
      if roundsUp {
        var index = count - 1
        while index >= 0, digits[index] == 9 {
          digits[index] = 0
          index -= 1
        }
        if index >= 0 {
          digits[index] += 1
        } else {
          digits.insert(1, at: 0)
          exponent += 1
        }
      }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    return (digits, exponent)
  }
}
