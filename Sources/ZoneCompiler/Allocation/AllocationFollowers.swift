import Address
import Derive
import OVNModel
import OVSDB
import Replica

/// Who uses which addresses, followed only while some switch allocates any.
extension World {
  func followAllocation() {
    nb.switches.add { [unowned self] uuid, _, new in
      follow(
        logicalSwitch: uuid, mayAllocate: new.map { Self.mayAllocate($0.otherConfig) } ?? false)
    }
    follow(nb.switchOfPort) { world, port, _ in world.followAddresses(ofSwitchPort: port) }
    follow(nb.switchPorts) { world, uuid, _ in world.followAddresses(ofSwitchPort: uuid) }
    follow(nb.routerOfPort) { world, port, _ in world.followAddress(ofRouterPort: port) }
    follow(nb.routerPorts) { world, uuid, _ in world.followAddress(ofRouterPort: uuid) }
    nb.globals.add { [unowned self] _, _, new in
      let prefix = MACPrefix(new?.options["mac_prefix"], madeUp: madeUpMAC)
      if prefix == followedPrefix { return }
      followedPrefix = prefix
      followAllAddresses()
    }
  }

  private func follow(logicalSwitch: UUID, mayAllocate: Bool) {
    if allocatingSwitches.contains(logicalSwitch) == mayAllocate { return }
    if mayAllocate {
      let isFirst = allocatingSwitches.isEmpty
      allocatingSwitches.insert(logicalSwitch)
      if isFirst { return followAllAddresses() }
    } else {
      allocatingSwitches.remove(logicalSwitch)
    }
    for port in rosters.members(RosterKey(logicalSwitch, .ports)) {
      followAddresses(ofSwitchPort: port)
    }
  }

  private func followAllAddresses() {
    if allocatingSwitches.isEmpty { return }
    for (port, _) in nb.switchPorts.rows { followAddresses(ofSwitchPort: port) }
    for (port, _) in nb.routerPorts.rows { followAddress(ofRouterPort: port) }
  }

  private func followAddresses(ofSwitchPort port: UUID) {
    let row = nb.switchPorts[port]
    let request = row?.dynamicRequests.first
    if row?.dynamicAddresses != nil || request != nil {
      rowWork.invalidate(.allocatedAddresses(port))
      unplannedPorts.insert(port)
    }
    if allocatingSwitches.isEmpty { return }
    guard let row, let logicalSwitch = nb.switchOfPort.owner(of: port) else {
      macUses.place(port, [])
      return ipv4Uses.place(port, [], on: port)
    }
    var macs: Set<MACAddress> = []
    var uses: Set<IPv4Uses.Use> = []
    for text in row.addresses where DynamicRequest(text) == nil {
      guard let given = PortAddresses(parsing: text) else { continue }
      macs.insert(given.mac)
      for address in given.ipv4.compactMap(\.ipv4Number) {
        uses.insert(IPv4Uses.Use(address: address, isAllocated: false))
      }
    }
    // What the port is about to give up is not its own any more.
    if let request, let allocated = row.dynamicAddresses.flatMap({ PortAddresses(parsing: $0) }) {
      if request.mac ?? allocated.mac == allocated.mac { macs.insert(allocated.mac) }
      if let address = allocated.ipv4.first?.ipv4Number, request.ipv4Number ?? address == address {
        uses.insert(IPv4Uses.Use(address: address, isAllocated: true))
      }
    }
    macUses.place(port, macs.filter { followedPrefix.isPrefix(of: $0) })
    let isAllocating = allocatingSwitches.contains(logicalSwitch)
    ipv4Uses.place(port, isAllocating ? uses : [], on: logicalSwitch)
  }

  private func followAddress(ofRouterPort port: UUID) {
    if allocatingSwitches.isEmpty { return }
    let row = nb.routerOfPort.owner(of: port) == nil ? nil : nb.routerPorts[port]
    let mac = row.flatMap { MACAddress(parsing: $0.mac) }
    macUses.place(port, Set([mac].compactMap { $0 }.filter { followedPrefix.isPrefix(of: $0) }))
  }
}
