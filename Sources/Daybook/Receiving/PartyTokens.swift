internal import DaybookIntake
internal import DaybookStorage

/// The tokens of the contacts of one delivery: those the log knows, and fresh ones for the rest.
struct PartyTokens {
    private var known: [[UInt8]: UInt64] = [:]
    /// Tokens minted here: their keys must be durable before anything is sealed for them.
    private(set) var fresh: [UInt64] = []

    /// The token of a contact's sender; 0 without a sender.
    mutating func token(
        of summary: ContactSummary,
        in log: Log,
        _ vault: Vault
    ) throws -> UInt64 {
        guard let hash = summary.addressHash else { return 0 }
        if let token = known[hash] { return token }
        let token: UInt64
        if let found = try log.party(hash) {
            token = found
        } else {
            token = vault.mintToken()
            fresh.append(token)
        }
        known[hash] = token
        return token
    }
}
