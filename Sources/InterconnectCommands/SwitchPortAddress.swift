internal import Address
internal import DatabaseCommands

/// What may stand among the addresses of a switch port.
enum SwitchPortAddress {
  /// Throws unless `text` is a word that stands for addresses, or begins with an Ethernet address.
  static func check(_ text: String) throws(CommandError) {
    let isWord = ["unknown", "dynamic", "router"].contains(text)
    guard !isWord, PortAddresses(parsing: text) == nil, !isDynamicIP(text) else { return }
    throw CommandError(
      "\(text): Invalid address format. See ovn-ic-nb(5). Hint: An Ethernet address must be "
        + "listed before an IP address, together as a single argument.")
  }

  /// `dynamic IP`: the Ethernet address is chosen for the port, the other not.
  private static func isDynamicIP(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return words.count == 2 && words[0] == "dynamic" && IPAddress(parsing: words[1]) != nil
  }

  /// Throws if another port of the switch has one of the IP addresses.
  static func checkDuplicates(
    _ text: String, of port: RowReference, on transitSwitch: RowReference,
    _ context: CommandContext
  ) throws(CommandError) {
    guard let own = PortAddresses(parsing: text) else { return }
    let table = try context.table(port.table)
    for uuid in try context.value("ports", of: transitSwitch).uuids where uuid != port.uuid {
      guard let other = context.draft.row(uuid, of: table) else { continue }
      for text in try context.value("addresses", of: other).strings {
        guard let addresses = PortAddresses(parsing: text),
          let (family, address) = shared(own, addresses)
        else { continue }
        throw CommandError(
          "Error on switch \(try context.string("name", of: transitSwitch)): duplicate \(family) "
            + "address '\(address)' found on logical switch port "
            + "'\(try context.string("name", of: other))'")
      }
    }
  }

  private static func shared(
    _ left: PortAddresses, _ right: PortAddresses
  ) -> (family: String, address: IPAddress)? {
    let (ipv4, ipv6) = (Set(right.ipv4.map(\.address)), Set(right.ipv6.map(\.address)))
    if let found = left.ipv4.first(where: { ipv4.contains($0.address) }) {
      return ("IPv4", found.address)
    }
    return left.ipv6.first { ipv6.contains($0.address) }.map { ("IPv6", $0.address) }
  }
}
