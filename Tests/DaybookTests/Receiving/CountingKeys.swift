import DaybookIntake
import Synchronization

/// The keys of a file, with a count of the flushes for new parties' keys.
final class CountingKeys: KeyStore {
    private let file: KeyFile
    private let counts = Mutex((flushes: 0, held: 0, refusing: UInt64(0)))
    /// Holds back who makes keys until it is opened.
    let gate = Gate()

    init(_ file: KeyFile) {
        self.file = file
    }

    /// Calls that made keys: each is one append and one flush of the file.
    var flushes: Int { counts.withLock { $0.flushes } }

    /// A token that counts as erased.
    func refuse(_ token: UInt64) { counts.withLock { $0.refusing = token } }

    /// How many tokens' keys are being made.
    var held: Int { counts.withLock { $0.held } }

    func ensurePartyKeys(_ tokens: [UInt64]) throws(VaultError) {
        counts.withLock { $0.held += tokens.count }
        defer { counts.withLock { $0.held -= tokens.count } }
        gate.pass()
        let isRefused = counts.withLock { counts in
            counts.flushes += 1
            return counts.refusing != 0 && tokens.contains(counts.refusing)
        }
        if isRefused { throw VaultError(.erased, "refused by the test", next: "") }
        try file.ensurePartyKeys(tokens)
    }

    var bookIdentity: [UInt8] { file.bookIdentity }
    var generation: UInt64 { file.generation }

    func bookKey(_ purpose: KeyPurpose) throws(VaultError) -> SecretKey { file.bookKey(purpose) }

    func partyKey(_ token: UInt64) throws(VaultError) -> SecretKey { try file.partyKey(token) }

    func retentionKey(_ retention: RetentionClass) throws(VaultError) -> SecretKey {
        try file.retentionKey(retention)
    }

    func ensureRetentionKeys(_ classes: [RetentionClass]) throws(VaultError) {
        try file.ensureRetentionKeys(classes)
    }

    func eraseParties(
        _ tokens: [UInt64],
        reason: ErasureReason,
        minimumGeneration: UInt64
    ) throws(VaultError) -> Erasure {
        try file.eraseParties(tokens, reason: reason, minimumGeneration: minimumGeneration)
    }

    func erasedParties() throws(VaultError) -> [UInt64: ErasureReason] {
        try file.erasedParties()
    }

    func expire(
        _ classes: [RetentionClass],
        reason: ErasureReason,
        minimumGeneration: UInt64
    ) throws(VaultError) -> Erasure {
        try file.expire(classes, reason: reason, minimumGeneration: minimumGeneration)
    }

    func replacePartyKeys(
        _ tokens: [UInt64],
        dropping contents: [UInt64],
        asOf generation: UInt64,
        keeping wrap: (_ token: UInt64, _ key: SecretKey) throws(VaultError) -> [KeptContentKey]
    ) throws(VaultError) -> Erasure {
        try file.replacePartyKeys(
            tokens,
            dropping: contents,
            asOf: generation,
            keeping: wrap
        )
    }

    func keptContentKey(_ id: UInt64) throws(VaultError) -> [UInt8]? {
        try file.keptContentKey(id)
    }

    func refresh(minimumGeneration: UInt64) throws(VaultError) {
        try file.refresh(minimumGeneration: minimumGeneration)
    }
}
