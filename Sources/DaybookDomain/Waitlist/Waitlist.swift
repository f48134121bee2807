/// Who waits for a time: the entries that have not left, in the order in which they came.
public struct Waitlist: Sendable {
    /// Those who wait, by number.
    public private(set) var entries: [WaitlistEntry] = []

    init() {}

    /// The entry with that number, if it still waits. O(log entries).
    public func entry(_ number: UInt64) -> WaitlistEntry? {
        place(of: number).map { entries[$0] }
    }

    /// Those who wait for a service, in the order in which they are offered times.
    func ranked(service: UInt16) -> [WaitlistEntry] {
        entries.filter { $0.wish.service == service }.sorted {
            ($1.wish.priority, $0.number) < ($0.wish.priority, $1.number)
        }
    }

    mutating func apply(_ fact: Fact) {
        switch fact.kindCode {
        case Kind.waitlistJoined.rawValue:
            guard fact.sequence > entries.last?.number ?? 0 else { return }
            entries.append(WaitlistEntry(fact))
        case Kind.waitlistLeft.rawValue:
            if let place = place(of: fact.subject) { entries.remove(at: place) }
        case Kind.waitlistOffered.rawValue:
            guard let place = place(of: fact.subject) else { return }
            entries[place].offers.append(
                WaitlistEntry.Offer(
                    hold: fact.cause,
                    start: fact.start,
                    resource: fact.resource,
                    expiry: fact.holdExpiry,
                    isDeclined: false
                )
            )
        case Kind.waitlistDeclined.rawValue:
            guard let place = place(of: fact.subject),
                let offer = entries[place].offers.firstIndex(where: { $0.hold == fact.cause })
            else { return }
            entries[place].offers[offer].isDeclined = true
        default: break
        }
    }

    /// Adds an offer to the newest entry.
    mutating func append(_ offer: WaitlistEntry.Offer) {
        guard !entries.isEmpty else { return }
        entries[entries.count - 1].offers.append(offer)
    }

    private func place(of number: UInt64) -> Int? {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].number == number ? low : nil
    }
}
