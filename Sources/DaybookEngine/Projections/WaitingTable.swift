import DaybookDomain

/// The conversations in which somebody waits, or waited until a few days ago, by subject.
///
/// Open addressing with linear probing and backward-shift deletion: the response-time fold touches one or two
/// cache lines a message. Capacity is a power of two, load at most one half.
struct WaitingTable: Sendable {
    /// One conversation.
    struct Entry: Sendable {
        /// The conversation; 0 marks an empty place.
        var subject: UInt64 = 0
        /// The earliest patient message that no response follows (or followed), in ms.
        var since: Int64 = 0
        /// When it was answered, in ms; ``waiting`` while somebody waits.
        var settledAt: Int64 = WaitingTable.waiting
        /// The patient's newest message.
        var lastMessage: UInt64 = 0
        /// The answer that ended the wait, and what it names as its cause: a report of its failure names one of
        /// the two.
        var answer: UInt64 = 0
        var answerCause: UInt64 = 0
        var channel: UInt8 = 0
        /// 1 while the episode had no answer yet.
        var isFirst: UInt8 = 1
        var isUrgent: UInt8 = 0
        var service: UInt16 = 0
    }

    /// The value of ``Entry/settledAt`` while somebody waits.
    static let waiting = Int64.min
    private(set) var entries: [Entry] = Array(repeating: Entry(), count: 1_024)
    private(set) var count = 0

    @inline(__always)
    private static func hash(_ subject: UInt64) -> Int {
        // Subjects are sequences; a multiplicative hash spreads neighbours over the table.
        Int(truncatingIfNeeded: (subject &* 0x9E37_79B9_7F4A_7C15) >> 20)
    }

    /// The place of that subject, or the empty place where it belongs.
    @inline(__always)
    func place(of subject: UInt64) -> Int {
        let mask = entries.count - 1
        var index = WaitingTable.hash(subject) & mask
        while entries[index].subject != subject, entries[index].subject != 0 {
            index = (index + 1) & mask
        }
        return index
    }

    @inline(__always)
    subscript(index: Int) -> Entry {
        get { entries[index] }
        set { entries[index] = newValue }
    }

    /// Puts an entry at an empty place found by ``place(of:)``; places found before are then stale.
    mutating func insert(_ entry: Entry, at index: Int, dropSettledBefore limit: Int64) {
        entries[index] = entry
        count += 1
        if count * 2 > entries.count { grow(dropSettledBefore: limit) }
    }

    /// Empties a place and moves later ones of its run up.
    mutating func remove(at index: Int) {
        let mask = entries.count - 1
        var hole = index
        var next = (index + 1) & mask
        while entries[next].subject != 0 {
            let home = WaitingTable.hash(entries[next].subject) & mask
            if (next - home) & mask >= (next - hole) & mask {
                entries[hole] = entries[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        entries[hole] = Entry()
        count -= 1
    }

    /// Forgets what was settled long ago; doubles only if that did not help.
    private mutating func grow(dropSettledBefore limit: Int64) {
        let kept = entries.filter {
            $0.subject != 0 && ($0.settledAt == WaitingTable.waiting || $0.settledAt >= limit)
        }
        var capacity = entries.count
        while kept.count * 4 > capacity { capacity *= 2 }
        entries = Array(repeating: Entry(), count: capacity)
        count = kept.count
        for entry in kept { entries[place(of: entry.subject)] = entry }
    }
}
