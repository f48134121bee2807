package import DaybookDomain

/// Who waits, in the order of beginnings for each channel and priority, in which the order of due
/// times is the same: so that the longest waiting and the next due are found without a look at the
/// others.
///
/// It is made when somebody first asks, from those who wait then, and kept up by what changes since:
/// a fold of the log never touches it.
package struct WaitingIndex: Sendable {
    private var orders: [Int: WaitingOrder] = [:]
    private var entries: [UInt64: (kind: Int, since: Int64)] = [:]

    /// Those who wait now. O(n log n).
    package init(_ times: borrowing ResponseTimes) {
        var sorted: [Int: [WaitingOrder.Entry]] = [:]
        times.waiting.forEach { wait in
            let kind = WaitClass(of: wait).number
            sorted[kind, default: []].append(
                WaitingOrder.Entry(since: wait.since, subject: wait.subject)
            )
            entries[wait.subject] = (kind, wait.since)
        }
        orders = sorted.mapValues { WaitingOrder(sorted: $0.sorted()) }
    }

    /// How many wait.
    package var count: Int { entries.count }

    /// Follows what became of some conversations. O(log n) each.
    package mutating func follow(_ subjects: Set<UInt64>, in times: borrowing ResponseTimes) {
        for subject in subjects {
            if let known = entries.removeValue(forKey: subject) {
                orders[known.kind]?.remove(
                    WaitingOrder.Entry(since: known.since, subject: subject)
                )
            }
            guard let wait = times.wait(of: subject) else { continue }
            let kind = WaitClass(of: wait).number
            orders[kind, default: WaitingOrder()].insert(
                WaitingOrder.Entry(since: wait.since, subject: subject)
            )
            entries[subject] = (kind, wait.since)
        }
    }

    /// Those who wait longest, the longest first. O(log n), and O(channels) for each.
    package func longest(_ count: Int, in times: borrowing ResponseTimes) -> [WaitingRequest] {
        let hours = times.clinic.openingHours
        var heads = orders.values.map { Head($0, from: $0.start) { $0.since } }
        return WaitingIndex.merged(&heads, count).compactMap { subject in
            times.wait(of: subject).map { times.request(of: $0, hours) }
        }
    }

    /// Whose answers are due from one instant on and before another, the next due first; those who
    /// are never due are not among them.
    ///
    /// - Parameter first: `nil` also all that are late.
    /// - Complexity: O(channels × log n) due times, and O(channels) for each that is found.
    package func due(
        from first: Instant?,
        before end: Instant,
        _ count: Int,
        in times: borrowing ResponseTimes
    ) -> [WaitingRequest] {
        let hours = times.clinic.openingHours
        let clinic = times.clinic
        var heads: [Head] = []
        for (number, order) in orders {
            let kind = WaitClass(number: number)
            guard let policy = kind.channel.flatMap({ clinic.channel($0) }) else { continue }
            func due(_ entry: WaitingOrder.Entry) -> Int64? {
                let since = Instant(milliseconds: entry.since)
                return policy.due(after: since, kind.priority, hours)?.milliseconds
            }
            let start = first.map { first in
                order.firstPlace { due($0).map { $0 < first.milliseconds } ?? false }
            }
            heads.append(
                Head(order, from: start ?? order.start) { entry in
                    due(entry).flatMap { $0 < end.milliseconds ? $0 : nil }
                }
            )
        }
        return WaitingIndex.merged(&heads, count).compactMap { subject in
            times.wait(of: subject).map { times.request(of: $0, hours) }
        }
    }

    /// The next entry of one order, with what it is compared by.
    private struct Head {
        private let order: WaitingOrder
        private var place: WaitingOrder.Place
        private let key: (WaitingOrder.Entry) -> Int64?
        private(set) var next: WaitingOrder.Entry?

        /// - Parameter key: What an entry is compared by; `nil` ends the order there.
        init(
            _ order: WaitingOrder,
            from place: WaitingOrder.Place,
            key: @escaping (WaitingOrder.Entry) -> Int64?
        ) {
            self.order = order
            self.place = place
            self.key = key
            next = nil
            look()
        }

        /// By what the next entry is compared.
        private mutating func look() {
            next = order[place].flatMap { entry in
                key(entry).map { WaitingOrder.Entry(since: $0, subject: entry.subject) }
            }
        }

        mutating func step() {
            place = order.next(after: place)
            look()
        }
    }

    /// The subjects of several orders in one, at most so many.
    private static func merged(_ heads: inout [Head], _ count: Int) -> [UInt64] {
        var subjects: [UInt64] = []
        while subjects.count < count {
            var least: (head: Int, entry: WaitingOrder.Entry)?
            for (index, head) in heads.enumerated() {
                guard let next = head.next, least.map({ next < $0.entry }) != false else {
                    continue
                }
                least = (index, next)
            }
            guard let least else { break }
            subjects.append(least.entry.subject)
            heads[least.head].step()
        }
        return subjects
    }
}

extension ResponseTimes {
    /// Who waits in a conversation; `nil` if nobody does. O(1) expected.
    func wait(of subject: UInt64) -> Wait? {
        let place = waiting.place(of: subject)
        return waiting.isTaken(place) ? waiting[place] : nil
    }
}
