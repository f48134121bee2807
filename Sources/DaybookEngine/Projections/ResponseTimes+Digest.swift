extension ResponseTimes {
    public func digest(into digest: inout Digest) {
        digest.absorb(ResponseTimes.name)
        for cell in cells.ordered {
            digest.absorb(UInt64(cell.key.channel) << 32 | UInt64(UInt32(bitPattern: cell.key.day)))
            digest.absorb(UInt64(cell.begun) << 32 | UInt64(cell.notNeeded))
            digest.absorb(UInt64(cell.corrected))
            digest.absorb(UInt64(cell.byPerson.count))
            for seconds in cell.byPerson { digest.absorb(UInt64(seconds)) }
            digest.absorb(UInt64(cell.automatic.count))
            for seconds in cell.automatic { digest.absorb(UInt64(seconds)) }
        }
        for wait in openWaits.sorted(by: { $0.subject < $1.subject }) {
            digest.absorb(wait.subject)
            digest.absorb(UInt64(bitPattern: wait.since))
            digest.absorb(wait.lastMessage)
        }
    }

    /// Everybody who waits, in no order.
    var openWaits: [Wait] { waiting.waits }
}
