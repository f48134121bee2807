internal import Daybook
internal import DaybookIntake

/// Keys of a book that never exists: what leaves the seal can be looked at without a disk.
struct ContractKeys: KeyStore {
    static let book = [UInt8](repeating: 0xC7, count: 16)

    var bookIdentity: [UInt8] { ContractKeys.book }
    var generation: UInt64 { 1 }

    func bookKey(_ purpose: KeyPurpose) throws(VaultError) -> SecretKey {
        try ContractKeys.key(purpose.rawValue)
    }

    func partyKey(_ token: UInt64) throws(VaultError) -> SecretKey { try ContractKeys.key(0xA0) }

    func retentionKey(_ retention: RetentionClass) throws(VaultError) -> SecretKey {
        try ContractKeys.key(0xB0)
    }

    func ensurePartyKeys(_ tokens: [UInt64]) throws(VaultError) {}
    func ensureRetentionKeys(_ classes: [RetentionClass]) throws(VaultError) {}
    func refresh(minimumGeneration: UInt64) throws(VaultError) {}

    func eraseParties(
        _ tokens: [UInt64],
        reason: ErasureReason,
        minimumGeneration: UInt64
    ) throws(VaultError) -> Erasure {
        Erasure(generation: generation, epoch: 1, destroyed: 0)
    }

    func erasedParties() throws(VaultError) -> [UInt64: ErasureReason] { [:] }
    func keptContentKey(_ id: UInt64) throws(VaultError) -> [UInt8]? { nil }

    func expire(
        _ classes: [RetentionClass],
        reason: ErasureReason,
        minimumGeneration: UInt64
    ) throws(VaultError) -> Erasure {
        Erasure(generation: generation, epoch: 1, destroyed: 0)
    }

    func replacePartyKeys(
        _ tokens: [UInt64],
        dropping contents: [UInt64],
        asOf generation: UInt64,
        keeping wrap: (_ token: UInt64, _ key: SecretKey) throws(VaultError) -> [KeptContentKey]
    ) throws(VaultError) -> Erasure {
        Erasure(generation: generation, epoch: 1, destroyed: 0)
    }

    private static func key(_ number: UInt8) throws(VaultError) -> SecretKey {
        guard let key = SecretKey(bytes: [UInt8](repeating: number, count: SecretKey.byteCount))
        else { throw VaultError(.invalid, "no key", next: "report it") }
        return key
    }
}
