internal import DaybookIntake
internal import DaybookStorage

/// The tokens of the contacts of one delivery: those the log knows, and fresh ones for the rest.
struct PartyTokens {
    private var known: [[UInt8]: UInt64] = [:]
    /// Tokens minted here: their keys must be durable before anything is sealed for them.
    private(set) var fresh: [UInt64] = []

    /// Takes from the log who of their senders is known, in one look at it.
    mutating func find(
        _ summaries: some Sequence<ContactSummary>,
        in log: Log
    ) throws(StorageError) {
        let hashes = summaries.compactMap(\.addressHash)
        for (hash, token) in zip(hashes, try log.parties(hashes)) where token != nil {
            known[hash] = token
        }
    }

    /// The token of a contact's sender, minted if nobody knows them; 0 without a sender.
    mutating func token(of summary: ContactSummary, _ vault: Vault) -> UInt64 {
        guard let hash = summary.addressHash else { return 0 }
        if let token = known[hash] { return token }
        let token = vault.mintToken()
        fresh.append(token)
        known[hash] = token
        return token
    }
}
