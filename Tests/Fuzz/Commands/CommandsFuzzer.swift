import FuzzProperties

/// libFuzzer's entry: a violated property is a crash, whose input libFuzzer keeps.
@c(LLVMFuzzerTestOneInput)
public func fuzzCommands(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let violation = violatedCommandProperty(of: bytes) { fatalError(violation) }
  return 0
}
