import DaybookDomain
import Foundation

/// The zone database of the machine the tests run on.
enum ZoneFiles {
    static let folder = "/usr/share/zoneinfo"

    /// The bytes of a zone's file, or nothing where the machine has none.
    static func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { [UInt8]($0) }
    }

    /// Every file below the folder that begins as TZif, but for those that count leap seconds.
    static let names: [String] = {
        let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return all.sorted().filter { name in
            !name.hasPrefix("right/") && !name.hasPrefix("posix/")
                && bytes(name)?.starts(with: Array("TZif".utf8)) == true
        }
    }()

    /// Rules of a named zone. Tests that use it need a zone database.
    static func rules(_ name: String) throws -> ZoneRules {
        guard let bytes = bytes(name) else { throw MissingZone(name: name) }
        return try ZoneRules(tzif: bytes)
    }

    struct MissingZone: Error {
        let name: String
    }
}

/// Builds TZif files for tests, byte by byte as RFC 9636 has them.
struct TZifBuilder {
    var version: UInt8 = 0x32
    var transitions: [(time: Int64, type: UInt8)] = []
    var types: [(offset: Int32, daylight: UInt8)] = [(0, 0)]
    var footer = "UTC0"

    func bytes() -> [UInt8] {
        if version == 0 { return block(wide: false) }
        return TZifBuilder(version: version).block(wide: false) + block(wide: true)
            + [0x0A] + Array(footer.utf8) + [0x0A]
    }

    private func block(wide: Bool) -> [UInt8] {
        var bytes = Array("TZif".utf8) + [version] + Array(repeating: 0, count: 15)
        for count in [0, 0, 0, transitions.count, types.count, 4] {
            bytes += big(UInt64(count), 4)
        }
        for transition in transitions {
            bytes += big(UInt64(bitPattern: transition.time), wide ? 8 : 4)
        }
        bytes += transitions.map(\.type)
        for type in types {
            bytes += big(UInt64(UInt32(bitPattern: type.offset)), 4) + [type.daylight, 0]
        }
        return bytes + Array("UTC\0".utf8)
    }

    private func big(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    }
}
