import DaybookDomain
import DaybookIntake
import Foundation

/// A directory for one test, removed afterwards.
final class VaultDirectory: Sendable {
    let path: String

    init() throws {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("daybook-vault-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
    }

    /// Writes a file that passes for a key file as far as its mode goes.
    func write(_ bytes: [UInt8], _ name: String, mode: Int = 0o600) throws {
        let made = FileManager.default.createFile(
            atPath: file(name),
            contents: Data(bytes),
            attributes: [.posixPermissions: mode]
        )
        guard made else { throw CocoaError(.fileWriteUnknown) }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file(name))
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}

/// What most tests start from: a book's keys in a directory of their own, made from a seed.
struct VaultFixture {
    static let book = [UInt8](1...16)
    static let command = [UInt8](101...116)

    let directory: VaultDirectory
    let keys: KeyFile
    let vault: Vault

    init(seed: UInt64 = 1, parties: [UInt64] = [7, 8, 9]) throws {
        directory = try VaultDirectory()
        keys = try KeyFile.create(
            directory.file("keys"),
            bookIdentity: VaultFixture.book,
            random: .seeded(seed)
        )
        try keys.ensurePartyKeys(parties)
        vault = try Vault(
            keys: keys,
            bookIdentity: VaultFixture.book,
            random: .seeded(seed &+ 1_000)
        )
    }

    func seal(
        _ bytes: [UInt8],
        party: UInt64 = 7,
        retention: RetentionClass = .message,
        command: [UInt8] = VaultFixture.command,
        part: UInt8 = 0
    ) throws -> [UInt8] {
        try vault.seal(
            PHI(bytes),
            party: party,
            retention: retention,
            context: SealContext(commandID: command, part: part)
        )
    }

    /// The message text of a sealed contact, by the public way to see it.
    static func text(_ vault: Vault, _ record: [UInt8], party: UInt64 = 7) throws -> String {
        let revealed = RevealedContent(
            try vault.openContact(record, party: party, commandID: command)
        )
        return revealed.withText { $0 }
    }

    /// A message of that text, sealed as part 0.
    func sealText(_ text: String, party: UInt64 = 7) throws -> [UInt8] {
        var contact = Contact(.message, identity: Array("id".utf8))
        contact.text = text
        contact.freshText = text
        return try vault.sealContact(
            at: 0,
            of: Reading([contact]),
            party: party,
            retention: .message,
            commandID: VaultFixture.command
        )
    }
}

/// The code of the vault error that `body` throws; `nil` if it throws none.
func vaultCode(_ body: () throws -> Void) -> VaultError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? VaultError)?.code
    }
}

/// Where `needle` begins in `haystack`, if it does.
func position(of needle: [UInt8], in haystack: [UInt8]) -> Int? {
    guard !needle.isEmpty, haystack.count >= needle.count else { return nil }
    return (0...(haystack.count - needle.count)).first { start in
        haystack[start] == needle[0]
            && haystack[start..<(start + needle.count)].elementsEqual(needle)
    }
}

/// A small generator for properties: splitmix64, so that a printed seed repeats a failure.
struct VaultGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
    }

    mutating func string() -> String {
        let alphabet = Array("aäßéЖ中🏥 \n\r\t@.-_\u{0}\u{301}")
        let count = Int.random(in: 0...12, using: &self)
        return String((0..<count).compactMap { _ in alphabet.randomElement(using: &self) })
    }
}
