import DaybookDomain

/// The conversations in which somebody waits, by subject.
///
/// Open addressing with linear probing and backward-shift deletion: the response-time fold touches
/// one cache line a message. Capacity is a power of two, load at most a quarter. Only who waits is
/// here, so that the table of a busy clinic stays in the processor's cache.
struct WaitingTable: Sendable {
    private(set) var entries: [Wait] = Array(repeating: Wait(), count: 1_024)
    private(set) var count = 0

    /// An empty table.
    init() {}

    /// An empty table in which so many entries find room before it grows.
    init(roomFor count: Int) {
        var capacity = entries.count
        while count > capacity / 4 { capacity *= 2 }
        if capacity > entries.count { entries = Array(repeating: Wait(), count: capacity) }
    }

    @inline(__always)
    private static func hash(_ subject: UInt64) -> Int {
        // Subjects are sequences, and whoever is answered now began lately. So 64 neighbours in the
        // log stay neighbours here, every other place free, and their group is spread by a
        // multiplicative hash: without the spreading and the free places, runs of messages grow into
        // clusters that every probe walks.
        let group = (subject >> 6) &* 0x9E37_79B9_7F4A_7C15 >> 24
        return Int(truncatingIfNeeded: group << 7 | (subject & 63) << 1)
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
    subscript(index: Int) -> Wait {
        get { entries[index] }
        set { entries[index] = newValue }
    }

    /// Puts a wait at an empty place found by ``place(of:)``; places found before are then stale.
    @inline(__always)
    mutating func insert(_ entry: Wait, at index: Int) {
        entries[index] = entry
        count += 1
        if count * 4 > entries.count { grow() }
    }

    /// Empties a place and moves later ones of its run up; places found before are then stale.
    @inline(__always)
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
        entries[hole].subject = 0
        count -= 1
    }

    @inline(never)
    private mutating func grow() {
        let kept = entries.filter { $0.subject != 0 }
        entries = Array(repeating: Wait(), count: entries.count * 2)
        for entry in kept { entries[place(of: entry.subject)] = entry }
    }
}
