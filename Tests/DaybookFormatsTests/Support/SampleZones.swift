import DaybookDomain

/// Zone files made here, so that no test depends on the machine's database.
enum SampleZones {
    /// A TZif file of version 2 without transitions: the footer alone says everything.
    static func tzif(footer: String) -> [UInt8] {
        let header = Array("TZif2".utf8) + Array(repeating: 0, count: 15)
        let counts: [UInt8] = [0, 0, 0, 0, 1, 1].flatMap { [0, 0, 0, $0] }
        let block: [UInt8] = [0, 0, 0, 0, 0, 0, 0]
        return header + counts + block + header + counts + block + [0x0A] + Array(footer.utf8)
            + [0x0A]
    }

    static let footers = [
        "Europe/Berlin": "CET-1CEST,M3.5.0,M10.5.0/3",
        "America/New_York": "EST5EDT,M3.2.0,M11.1.0",
        "UTC": "UTC0",
    ]

    /// The bytes of a known zone.
    static func bytes(_ name: String) -> [UInt8]? {
        footers[name].map { tzif(footer: $0) }
    }

    /// As if a later release had abolished summer time in Berlin.
    static func laterBytes(_ name: String) -> [UInt8]? {
        name == "Europe/Berlin" ? tzif(footer: "CET-1") : bytes(name)
    }
}
