import DaybookDomain

/// The conversations in which somebody waits, or waited until a few days ago, by subject.
///
/// Open addressing with linear probing and backward-shift deletion: the response-time fold touches
/// one or two cache lines a message. Capacity is a power of two, load at most one half.
struct WaitingTable: Sendable {
    /// One conversation, in 48 bytes.
    struct Entry: Sendable, BitwiseCopyable {
        /// The conversation; 0 marks an empty place.
        var subject: UInt64 = 0
        /// The patient's newest message.
        var lastMessage: UInt64 = 0
        /// The answer that ended the wait, and what it names as its cause: a report of its failure
        /// names one of the two.
        var answer: UInt64 = 0
        var answerCause: UInt64 = 0
        /// Since in the upper 48 bits, then channel and marks.
        private var sinceWord: UInt64 = 1 << 8
        /// SettledAt in the upper 48 bits, then the service.
        private var settledWord: UInt64 = 1 << 63

        /// The earliest patient message that no response follows (or followed), in ms.
        var since: Int64 {
            get { Int64(bitPattern: sinceWord) >> 16 }
            set { sinceWord = (sinceWord & 0xFFFF) | UInt64(bitPattern: newValue) << 16 }
        }
        var channel: UInt8 {
            get { UInt8(truncatingIfNeeded: sinceWord) }
            set { sinceWord = (sinceWord & ~0xFF) | UInt64(newValue) }
        }
        /// 1 while the episode had no answer yet.
        var isFirst: UInt8 {
            get { UInt8(truncatingIfNeeded: sinceWord >> 8) & 1 }
            set { sinceWord = (sinceWord & ~(1 << 8)) | UInt64(newValue & 1) << 8 }
        }
        var isUrgent: UInt8 {
            get { UInt8(truncatingIfNeeded: sinceWord >> 9) & 1 }
            set { sinceWord = (sinceWord & ~(1 << 9)) | UInt64(newValue & 1) << 9 }
        }
        /// When it was answered, in ms; ``waiting`` while somebody waits.
        var settledAt: Int64 {
            get { Int64(bitPattern: settledWord) >> 16 }
            set { settledWord = (settledWord & 0xFFFF) | UInt64(bitPattern: newValue) << 16 }
        }
        var service: UInt16 {
            get { UInt16(truncatingIfNeeded: settledWord) }
            set { settledWord = (settledWord & ~0xFFFF) | UInt64(newValue) }
        }
    }

    /// The value of ``Entry/settledAt`` while somebody waits.
    static let waiting: Int64 = -(1 << 47)
    private(set) var entries: [Entry] = Array(repeating: Entry(), count: 1_024)
    private(set) var count = 0

    @inline(__always)
    private static func hash(_ subject: UInt64) -> Int {
        // Subjects are sequences, and whoever writes now began lately: neighbours in the log stay
        // neighbours in the table, so that the lines touched are those touched a moment ago.
        Int(truncatingIfNeeded: subject >> 2)
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

extension WaitingTable {
    /// An empty table in which so many entries find room before it grows.
    init(roomFor count: Int) {
        var capacity = entries.count
        while count > capacity / 4 { capacity *= 2 }
        if capacity > entries.count { entries = Array(repeating: Entry(), count: capacity) }
    }
}
