/// How packets between chassis are wrapped, from the last choice to the first.
public enum TunnelType: String, Comparable, Sendable {
  case vxlan, stt, geneve

  private var rank: Int {
    switch self {
    case .vxlan: 0
    case .stt: 1
    case .geneve: 2
    }
  }

  public static func < (left: TunnelType, right: TunnelType) -> Bool { left.rank < right.rank }
}
