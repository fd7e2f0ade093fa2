// swift-tools-version: 6.3
import PackageDescription

// Every target: Swift 6 mode and the features that will be the default of the next language mode.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// Modules without C, Foundation or `async`: the compiler proves that they hold no unsafe code.
let pure: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
  name: "isthmus",
  products: [
    .executable(name: "ovn-ic", targets: ["ovn-ic"]),
    .executable(name: "isthmus", targets: ["isthmus"]),
    .executable(name: "ovn-ic-nbctl", targets: ["ovn-ic-nbctl"]),
    .executable(name: "ovn-ic-sbctl", targets: ["ovn-ic-sbctl"]),
  ],
  dependencies: [
    // `isthmus` and the benchmark parse their command lines with it. (`ovn-ic` must accept exactly
    // what the C daemon accepts, abbreviations and unknown options included: libc's getopt_long.)
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The logging front that modules at the edge share; the vlog back end is ours.
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    // Starts and reaps the real ovsdb-server, northd and ovn-controller in tests and benchmarks.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    // The paths and file descriptors in swift-subprocess's own API.
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    // A heap for what is to happen in the lab or to be forgotten in a zone, and deques.
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    // Reads the lab's topologies, with the place of each key for messages.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries of the system.
    .systemLibrary(name: "CUV", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPosix"),

    // Pure modules.
    .target(name: "Address", swiftSettings: pure),
    .target(name: "JSON", swiftSettings: pure),
    .target(name: "OVSDB", dependencies: ["JSON"], swiftSettings: pure),
    // Collections that take little room, for what there is one of for each row or result.
    .target(name: "CompactCollections", swiftSettings: pure),
    .target(
      name: "Database", dependencies: ["CompactCollections", "JSON", "OVSDB"], swiftSettings: pure),
    .target(
      name: "DatabaseCommands", dependencies: ["JSON", "OVSDB", "Database"], swiftSettings: pure),
    .target(name: "Derive", dependencies: ["CompactCollections"], swiftSettings: pure),
    .target(
      name: "Replica", dependencies: ["CompactCollections", "JSON", "OVSDB"], swiftSettings: pure),
    .target(name: "OVNModel", dependencies: ["JSON", "OVSDB", "Address"], swiftSettings: pure),
    .target(name: "Transactions", dependencies: ["JSON", "OVSDB"], swiftSettings: pure),
    .target(
      name: "Interconnect",
      dependencies: [
        "Address", "JSON", "OVSDB", "Derive", "Replica", "OVNModel", "Transactions",
      ],
      swiftSettings: pure),
    .target(
      name: "ZoneCompiler",
      dependencies: [
        "Address", "JSON", "OVSDB", "Derive", "CompactCollections", "Replica", "OVNModel",
        "Transactions",
        .product(name: "HeapModule", package: "swift-collections"),
      ],
      swiftSettings: pure),

    .target(
      name: "Reconcile", dependencies: ["OVSDB", "Derive", "Replica", "Transactions"],
      swiftSettings: pure),
    .target(
      name: "Tunnels",
      dependencies: [
        "JSON", "OVSDB", "Derive", "Replica", "OVNModel", "Reconcile", "Transactions",
      ],
      swiftSettings: pure),

    .target(
      name: "InterconnectCommands",
      dependencies: ["Address", "OVSDB", "Database", "DatabaseCommands", "OVNModel"],
      swiftSettings: pure),

    // The edge.
    .target(name: "EventLoop", dependencies: ["CUV"], swiftSettings: strict),
    .target(name: "TLS", dependencies: ["COpenSSL"], swiftSettings: strict),
    .target(
      name: "Session", dependencies: ["EventLoop", "TLS", "JSON"], swiftSettings: strict),
    .target(
      name: "Client", dependencies: ["Session", "EventLoop", "TLS", "JSON", "OVSDB"],
      swiftSettings: strict),
    .target(
      name: "Journal", dependencies: ["COpenSSL", "CPosix", "JSON"], swiftSettings: strict),
    .target(
      name: "Server",
      dependencies: ["Database", "Journal", "Session", "EventLoop", "TLS", "JSON", "OVSDB"],
      swiftSettings: strict),
    .target(
      name: "Daemon",
      dependencies: [
        "CPosix", "EventLoop", "TLS", "Session", "Client", "JSON", "OVSDB", "OVNModel", "Replica",
        "Address", "Interconnect", "Transactions", "Tunnels", "ZoneCompiler",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    // Random numbers that a seed decides, for what must go the same way again.
    .target(name: "Seeded", swiftSettings: pure),
    .target(
      name: "Lab",
      dependencies: [
        "Address", "Client", "Daemon", "Database", "Derive", "EventLoop", "Interconnect", "JSON",
        "Journal", "OVNModel", "OVSDB", "Reconcile", "Replica", "Seeded", "Server", "Session",
        "TLS",
        "Transactions", "Tunnels", "ZoneCompiler",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "HeapModule", package: "swift-collections"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Topology/Examples")],
      swiftSettings: strict),

    .target(
      name: "DatabaseTool",
      dependencies: [
        "Daemon", "Client", "Session", "EventLoop", "TLS", "JSON", "OVSDB", "DatabaseCommands",
      ],
      swiftSettings: strict),

    // Programs.
    .executableTarget(
      name: "ovn-ic", dependencies: ["Daemon"], swiftSettings: strict),
    .executableTarget(
      name: "isthmus",
      dependencies: [
        "Daemon", "EventLoop", "Lab", "Server", "TLS", "OVNModel", "OVSDB", "JSON",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "ovn-ic-nbctl", dependencies: ["Daemon", "DatabaseTool", "InterconnectCommands"],
      swiftSettings: strict),
    .executableTarget(
      name: "ovn-ic-sbctl", dependencies: ["Daemon", "DatabaseTool", "InterconnectCommands"],
      swiftSettings: strict),

    // Tests.
    .target(
      name: "Testbed",
      dependencies: [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Tests/Testbed", swiftSettings: strict),
    .executableTarget(
      name: "interconnect-benchmark",
      dependencies: [
        "Testbed", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks/Interconnect", swiftSettings: strict),
    .executableTarget(
      name: "ovsdb-benchmark",
      dependencies: [
        "Testbed", "Journal", "JSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks/OVSDB", swiftSettings: strict),
    .executableTarget(
      name: "wire-benchmark", dependencies: ["JSON", "OVSDB", "Seeded"],
      path: "Tests/Benchmarks/Wire", exclude: ["c-parser.py"], swiftSettings: strict),
    // A zone's databases and compiler in memory, for its tests and its benchmark.
    .target(
      name: "ZoneBench",
      dependencies: [
        "ZoneCompiler", "Server", "Database", "Session", "OVNModel", "OVSDB", "JSON", "Replica",
        "Transactions", "Address",
      ],
      path: "Tests/ZoneBench", swiftSettings: strict),
    .executableTarget(
      name: "zone-benchmark",
      dependencies: [
        "Testbed", "ZoneBench", "ZoneCompiler", "OVSDB", "JSON",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Benchmarks/Zone", swiftSettings: strict),
    // The loop of the test process, which the tests of every target share.
    .target(
      name: "LoopTesting", dependencies: ["EventLoop"], path: "Tests/LoopTesting",
      swiftSettings: strict),
    .testTarget(name: "AddressTests", dependencies: ["Address", "Seeded"], swiftSettings: strict),
    // What the fuzzers check of any bytes; the tests check it of the fuzzers' corpus.
    .target(
      name: "FuzzProperties",
      dependencies: [
        "JSON", "OVSDB", "Journal", "Database", "DatabaseCommands", "Server", "Session",
      ],
      path: "Tests/Fuzz/Properties", swiftSettings: strict),
    .testTarget(
      name: "JSONTests", dependencies: ["JSON", "FuzzProperties", "Seeded"], swiftSettings: strict),
    .testTarget(
      name: "OVSDBTests", dependencies: ["OVSDB", "JSON", "FuzzProperties", "Seeded"],
      swiftSettings: strict),
    .testTarget(
      name: "DatabaseTests",
      dependencies: ["Database", "OVSDB", "JSON", "Testbed", "FuzzProperties", "Seeded"],
      swiftSettings: strict),
    .testTarget(
      name: "DatabaseCommandsTests",
      dependencies: [
        "DatabaseCommands", "Database", "OVSDB", "JSON", "Testbed", "FuzzProperties", "Seeded",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CompactCollectionsTests", dependencies: ["CompactCollections", "Seeded"],
      swiftSettings: strict),
    .testTarget(name: "DeriveTests", dependencies: ["Derive", "Seeded"], swiftSettings: strict),
    .testTarget(
      name: "ReplicaTests",
      dependencies: ["CompactCollections", "Replica", "OVSDB", "JSON", "Seeded"],
      swiftSettings: strict),
    .testTarget(
      name: "OVNModelTests", dependencies: ["OVNModel", "OVSDB", "JSON", "Testbed"],
      swiftSettings: strict),
    .testTarget(
      name: "InterconnectTests",
      dependencies: [
        "Interconnect", "OVNModel", "Replica", "Derive", "OVSDB", "JSON", "Address", "Transactions",
        "Seeded",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ZoneCompilerTests",
      dependencies: [
        "ZoneCompiler", "ZoneBench", "Derive", "Replica", "Transactions", "OVSDB", "JSON",
        "Seeded", "Testbed", "isthmus",
      ],
      exclude: ["Corpus", "Oracle"], swiftSettings: strict),
    .testTarget(
      name: "ReconcileTests",
      dependencies: ["Reconcile", "Derive", "Replica", "OVSDB", "JSON", "Transactions"],
      swiftSettings: strict),
    .testTarget(
      name: "TunnelsTests",
      dependencies: [
        "Tunnels", "Transactions", "Replica", "Database", "OVNModel", "OVSDB", "JSON", "Seeded",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EventLoopTests", dependencies: ["EventLoop", "CPosix", "LoopTesting"],
      swiftSettings: strict),
    .testTarget(name: "TLSTests", dependencies: ["TLS", "Seeded"], swiftSettings: strict),
    .testTarget(
      name: "SessionTests", dependencies: ["Session", "EventLoop", "JSON", "LoopTesting"],
      swiftSettings: strict),
    .testTarget(
      name: "ClientTests",
      dependencies: [
        "Client", "Session", "EventLoop", "TLS", "OVSDB", "JSON", "Testbed", "LoopTesting",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "JournalTests",
      dependencies: ["Journal", "JSON", "Lab", "Testbed", "FuzzProperties", "Seeded"],
      swiftSettings: strict),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Server", "Database", "Session", "JSON", "OVSDB", "Testbed", "FuzzProperties", "isthmus",
        "ovn-ic", "Seeded",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DatabaseToolTests",
      dependencies: ["Testbed", "isthmus", "ovn-ic", "ovn-ic-nbctl", "ovn-ic-sbctl"],
      swiftSettings: strict),
    .testTarget(
      name: "DaemonTests", dependencies: ["Daemon", "EventLoop", "JSON", "Testbed", "ovn-ic"],
      swiftSettings: strict),
    .testTarget(
      name: "LabTests",
      dependencies: [
        "Daemon", "Interconnect", "JSON", "Lab", "OVNModel", "OVSDB", "Reconcile", "Session",
        "Testbed", "Tunnels", "isthmus", "Seeded",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "IsthmusTests", dependencies: ["isthmus", "OVNModel", "OVSDB", "JSON", "Testbed"],
      swiftSettings: strict),
    .testTarget(
      name: "RigTests", dependencies: ["Testbed", "ovn-ic", "isthmus"], swiftSettings: strict),
    .testTarget(
      name: "IntegrationTests", dependencies: ["Testbed", "ovn-ic", "isthmus", "Seeded"],
      exclude: ["README.md"],
      swiftSettings: strict),
  ]
)

// A fuzzer has libFuzzer's `main` and links with nothing else, so it is here only when asked for:
// Tests/Fuzz/run.sh.
if Context.environment["FUZZ"] != nil {
  for name in ["JSON", "OVSDB", "Journal", "Database", "Server", "Commands"] {
    package.targets.append(
      .executableTarget(
        name: "fuzz-\(name.lowercased())", dependencies: ["FuzzProperties"],
        path: "Tests/Fuzz/\(name)",
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
  }
}
