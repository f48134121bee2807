internal import FoundationEssentials

/// The lines of an export: JSON objects. `schemas/log.md` says what each field means.
///
/// Commits and parties are written by ``ExportWriter`` alone, and read by ``ExportReader`` as it writes
/// them; what is read here is JSON of any form.
enum ExportLine {
    struct Header: Codable {
        var daybook: String
        var format: UInt32
        var identity: String
        var created: Int64
    }

    struct Commit: Decodable {
        var commit: UInt64
        var recordedAt: Int64
        var facts: Data
        var bodies: [Body]
        var commands: [Command]
        var seals: [Seal]
        var digest: String
    }

    struct Body: Decodable {
        var sequence: UInt64
        var bytes: Data
    }

    struct Command: Decodable {
        var id: String
        var row: Data
    }

    struct Seal: Decodable {
        var sequence: UInt64
        var part: UInt8
        var length: UInt32
        var sha256: String
        /// Absent where the content was deleted or left out.
        var content: Data?
    }

    struct Party: Decodable {
        var party: String
        /// Decimal digits: a JSON number does not hold 64 bits everywhere.
        var token: String
    }

    struct End: Codable {
        var end: Bool
        var commits: UInt64
        var parties: UInt64
        /// SHA-256 over the parties, 40 bytes each, in order: the chain does not hold them.
        var partiesDigest: String
        var digest: String
    }

    /// A party as ``End/partiesDigest`` takes it in.
    static func chained(party hash: [UInt8], token: UInt64) -> [UInt8] {
        var bytes = hash
        bytes.append(littleEndian: token)
        return bytes
    }

    static func encode(_ line: some Encodable) throws(StorageError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            var bytes = [UInt8](try encoder.encode(line))
            bytes.append(0x0A)
            return bytes
        } catch {
            throw StorageError(.io, "a line cannot be encoded")
        }
    }

    static func decode<T: Decodable>(_ type: T.Type, _ line: [UInt8]) -> T? {
        try? JSONDecoder().decode(type, from: Data(line))
    }
}
