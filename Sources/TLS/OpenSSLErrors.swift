internal import COpenSSL

/// The queue in which OpenSSL leaves why a call failed, one for each thread.
enum OpenSSLErrors {
  /// Forgets earlier failures, so that the next one is not mistaken for another.
  static func clear() { ERR_clear_error() }

  /// Takes the reason of the failure that came first, which names the cause best, or `fallback` if
  /// OpenSSL left none.
  static func takeReason(or fallback: String) -> String {
    let code = ERR_get_error()
    defer { ERR_clear_error() }
    guard code != 0 else { return fallback }
    guard let reason = ERR_reason_error_string(code) else { return "error \(code)" }
    return String(cString: reason)
  }
}
