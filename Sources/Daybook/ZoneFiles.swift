internal import DaybookStorage

/// The operating system's time-zone files (Debian's tzdata), read only to be recorded in the log.
enum ZoneFiles {
    private static let directory = "/usr/share/zoneinfo/"
    /// The longest file that is read; the text form of the whole database has about 110 KB.
    private static let bytesMax = 4 << 20

    /// The TZif bytes of a zone, or `nil` if the system has none of that name.
    static func bytes(of name: String) -> [UInt8]? {
        try? WholeFile.read(directory + name, limit: bytesMax)
    }

    /// The release of the zone database, from tzdata's own file; "unknown" without it.
    static func release() -> String {
        guard let bytes = try? WholeFile.read(directory + "tzdata.zi", limit: bytesMax),
            let end = bytes.firstIndex(of: 0x0A)
        else { return "unknown" }
        // The first line reads "# version 2026b".
        return bytes[..<end].split(separator: 0x20).last.map { String(decoding: $0, as: UTF8.self) }
            ?? "unknown"
    }
}
