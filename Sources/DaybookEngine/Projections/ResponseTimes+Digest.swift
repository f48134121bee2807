extension ResponseTimes {
    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(ResponseTimes.name)
        for cell in cells.ordered {
            digest.absorb(UInt64(cell.key.channel) << 32 | UInt64(UInt32(bitPattern: cell.key.day)))
            digest.absorb(UInt64(cell.begun) << 32 | UInt64(cell.notNeeded))
            digest.absorb(UInt64(cell.corrected))
            ResponseTimes.absorb(cell.byPerson, &digest)
            ResponseTimes.absorb(cell.automatic, &digest)
        }
        for wait in openWaits.sorted(by: { $0.subject < $1.subject }) {
            digest.absorb(wait.subject)
            digest.absorb(UInt64(bitPattern: wait.since))
            digest.absorb(wait.lastMessage)
        }
    }

    /// A cell's values stand in the order of the log while they are told apart.
    private static func absorb(_ distribution: Distribution, _ digest: inout Digest) {
        guard distribution.counted == 0 else {
            distribution.digest(into: &digest)
            return
        }
        digest.absorb(UInt64(distribution.count))
        for seconds in distribution.exact { digest.absorb(UInt64(seconds)) }
    }

    /// Everybody who waits, in no order.
    var openWaits: [Wait] { waiting.waits }
}
