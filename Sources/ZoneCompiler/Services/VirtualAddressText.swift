import Address
import OVNModel
import OVSDB

/// Reads the texts of a balancer's column `vips`.
enum VirtualAddressText {
  /// Why a virtual address is left out.
  struct Failure: Error {
    let text: String
  }

  private typealias Backends = Result<[LoadBalancer.Backend], Failure>

  /// Reads addresses and ports.
  static func explicit(
    _ key: String, _ value: String, of row: Northbound.LoadBalancer, check: UUID?
  ) -> Result<LoadBalancer.VirtualAddress, Failure> {
    guard let vip = LoadBalancerVIP(parsing: key) else {
      return .failure(
        Failure(
          text: "\(key): should be an IP address (or an IP address and a port number with : as a"
            + " separator)."))
    }
    let address = vip.address.description
    return explicitBackends(value, address, vip.address.isIPv6, hasPort: vip.port != nil, row).map {
      LoadBalancer.VirtualAddress(
        address: address, port: vip.port.map { String($0) }, isIPv6: vip.address.isIPv6,
        backends: $0, hasTemplateBackends: false, backendText: value, healthCheck: check)
    }
  }

  /// Reads `^variable[:^variable|:port]`, the names of variables that each chassis replaces.
  static func template(
    _ key: String, _ value: String, of row: Northbound.LoadBalancer
  ) -> Result<LoadBalancer.VirtualAddress, Failure> {
    let parts = key.split(separator: ":").map(String.init)
    guard parts.count == 1 || parts.count == 2 else {
      return .failure(
        Failure(
          text: "\(key): should be a template of the form: '^vip_variable[:^port_variable|:port]'.")
      )
    }
    let isIPv6 = (row.options["address-family"] ?? "ipv4") != "ipv4"
    let port = parts.count == 2 ? parts[1] : nil
    let templates = templateBackends(value, isIPv6)
    let backends =
      switch templates {
      case .success: templates
      case .failure(let error):
        explicitBackends(value, parts[0], isIPv6, hasPort: port != nil, row).mapError {
          Failure(text: "invalid backend: template (\(error.text)) OR explicit (\($0.text))")
        }
      }
    return backends.map {
      LoadBalancer.VirtualAddress(
        address: parts[0], port: port, isIPv6: isIPv6, backends: $0,
        hasTemplateBackends: (try? templates.get()) != nil, backendText: value, healthCheck: nil)
    }
  }

  private static func explicitBackends(
    _ value: String, _ address: String, _ isIPv6: Bool, hasPort: Bool,
    _ row: Northbound.LoadBalancer
  ) -> Backends {
    var backends: [LoadBalancer.Backend] = []
    var errors: [String] = []
    for token in value.split(separator: ",") {
      let expectation =
        hasPort
        ? "should be an IP address and a port number with : as a separator"
        : "should be an IP address"
      guard let backend = LoadBalancerVIP(parsing: token) else {
        errors.append("\(token): \(expectation)")
        continue
      }
      if backend.address.isIPv6 != isIPv6 {
        errors.append("\(token): IP address family is different from VIP \(address)")
      } else if (backend.port != nil) != hasPort {
        errors.append("\(token): \(expectation)")
      } else {
        backends.append(LoadBalancer.Backend(backend, row.ipPortMappings))
      }
    }
    if errors.isEmpty { return .success(backends) }
    return .failure(Failure(text: errors.joined(separator: ", ") + "."))
  }

  private static func templateBackends(_ value: String, _ isIPv6: Bool) -> Backends {
    var backends: [LoadBalancer.Backend] = []
    var errors: [String] = []
    for token in value.split(separator: ",") {
      let parts = token.split(separator: ":").map(String.init)
      guard parts.count == 1 || parts.count == 2 else {
        errors.append(
          "\(token): should be a template of the form:"
            + " '^backendip_variable1[:^port_variable1|:port]'")
        continue
      }
      backends.append(
        LoadBalancer.Backend(
          address: parts[0], port: nil, portText: parts.count == 2 ? parts[1] : nil,
          isIPv6: isIPv6, mapping: nil))
    }
    if errors.isEmpty { return .success(backends) }
    return .failure(Failure(text: errors.joined(separator: ", ") + "."))
  }
}

extension LoadBalancer.Backend {
  fileprivate init(_ backend: LoadBalancerVIP, _ mappings: [String: String]) {
    let text = backend.address.description
    let mapping = mappings[backend.address.isIPv6 ? "[\(text)]" : text]
    self.init(
      address: text, port: backend.port.map { Int($0) }, portText: backend.port.map { String($0) },
      isIPv6: backend.address.isIPv6, mapping: mapping.flatMap { BackendMapping($0) })
  }
}
