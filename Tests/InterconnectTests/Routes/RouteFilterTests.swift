import Address
import Testing

@testable import Interconnect

@Suite("A route filter")
struct RouteFilterTests {
  @Test(
    "denies what lies within an item",
    arguments: [
      ("10.0.0.0/8", "10.1.0.0/16", false), ("10.0.0.0/8", "10.0.0.0/8", false),
      ("10.0.0.0/8", "10.0.0.0/7", true), ("10.0.0.0/8", "11.0.0.0/16", true),
      ("10.0.0.0/255.0.0.0", "10.1.0.0/16", false),
      ("11.0.0.0/8,,10.1.0.0/16", "10.1.2.0/24", false),
      ("11.0.0.0/8, 10.1.0.0/16", "10.1.2.0/24", false),
      ("10.1.0.0/16 ,11.0.0.0/8", "10.1.2.0/24", true), ("x", "10.1.0.0/16", true),
      ("", "10.1.0.0/16", true), (",", "10.1.0.0/16", true),
      ("2001:db8::/33", "2001:db8:1::/48", false), ("2001:db8::/33", "2001:db8:8000::/48", true),
      ("0.0.0.0/0", "2001:db8::/32", true),
    ])
  func deny(list: String, prefix: String, passes: Bool) throws {
    var filter = RouteFilter()
    var problems: [String] = []
    filter.deny(list, option: "ic-route-denylist", problems: &problems)
    #expect(filter.passes(try #require(IPPrefix(parsing: prefix))) == passes)
  }

  @Test(
    "allows only what lies within an item",
    arguments: [
      ("10.0.0.0/8", "10.1.0.0/16", true), ("10.0.0.0/8", "11.1.0.0/16", false),
      ("x,10.0.0.0/8", "10.1.0.0/16", true), ("x", "10.1.0.0/16", false),
      ("", "10.1.0.0/16", true), (",", "10.1.0.0/16", true), (" 10.0.0.0/8", "10.1.0.0/16", true),
      ("10.0.0.0/8 ", "10.1.0.0/16", false),
    ])
  func allow(list: String, prefix: String, passes: Bool) throws {
    var filter = RouteFilter()
    var problems: [String] = []
    filter.allow(list, option: "ic-route-filter-adv", problems: &problems)
    #expect(filter.passes(try #require(IPPrefix(parsing: prefix))) == passes)
  }

  @Test("says which item makes no sense")
  func problems() {
    var filter = RouteFilter()
    var problems: [String] = []
    filter.allow("10.0.0.0/8,nonsense", option: "ic-route-filter-adv", problems: &problems)
    #expect(problems == ["Bad prefix (ic-route-filter-adv) format: nonsense. CIDR expected."])
  }
}
