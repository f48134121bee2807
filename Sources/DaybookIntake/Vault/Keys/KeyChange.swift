/// What a rewriting of a key file changes, besides wrapping every key under a new epoch's key.
struct KeyChange {
    /// Parties whose keys are destroyed.
    var erasedParties: Set<UInt64> = []
    /// Retention classes whose keys are destroyed.
    var expiredClasses: Set<UInt64> = []
    /// Why they are.
    var reason: ErasureReason = .request
    /// Parties that get another key.
    var replacedParties: [UInt64: [UInt8]] = [:]
    /// Contents of those parties that can still be opened: their keys, wrapped anew, by id.
    var keptContents: [UInt64: [UInt8]] = [:]
    /// Contents whose own keys are destroyed, by id.
    var droppedContents: Set<UInt64> = []
    /// The generation is at least this afterwards.
    var minimumGeneration: UInt64 = 0

    /// Whether the generation rises.
    var destroysSomething: Bool {
        !erasedParties.isEmpty || !expiredClasses.isEmpty || !replacedParties.isEmpty
    }

    /// Whether a record has no place in the new file.
    func drops(_ record: KeyRecord) -> Bool {
        switch record.kind {
        case .party: erasedParties.contains(record.id)
        case .retention: expiredClasses.contains(record.id)
        case .content:
            keptContents[record.id] != nil || droppedContents.contains(record.id)
        case .bookSecret, .erasedParty, .expiredRetention: false
        }
    }

    /// The marks of what is destroyed that the file does not have yet, in order.
    func marks(beside image: borrowing KeyFileImage) -> [(id: UInt64, mark: KeyRecord.Kind)] {
        let parties = erasedParties.filter { image.erased[$0] == nil }.sorted()
        let classes = expiredClasses.filter { image.expired[$0] == nil }.sorted()
        return parties.map { ($0, .erasedParty) } + classes.map { ($0, .expiredRetention) }
    }
}
