import DaybookDomain

/// The conversations in which somebody waits, by subject.
///
/// Open addressing with linear probing and backward-shift deletion. One bit a place tells whether it
/// is taken: the bits of a busy clinic lie in the processor's first cache, so that a new wait is
/// written without looking at what its place held, and whoever doesn't wait costs no look at all.
/// Capacity is a power of two, load at most a quarter. Only who waits is here.
struct WaitingTable: Sendable {
    private var entries: [Wait]
    /// One bit for each place.
    private var taken: [UInt64]
    private(set) var count = 0

    private static let leastCapacity = 1_024

    /// An empty table in which so many entries find room before it grows.
    init(roomFor count: Int = 0) {
        var capacity = WaitingTable.leastCapacity
        while count > capacity / 4 { capacity *= 2 }
        entries = Array(repeating: Wait(), count: capacity)
        taken = Array(repeating: 0, count: capacity / 64)
    }

    /// Where a subject belongs. Subjects are sequences, and whoever is answered now began lately. So
    /// 64 neighbours in the log stay neighbours here, and their group is spread by a multiplicative
    /// hash: without the spreading, runs of messages grow into clusters that every probe walks.
    @inline(__always)
    private static func hash(_ subject: UInt64) -> Int {
        let group = (subject >> 6) &* 0x9E37_79B9_7F4A_7C15 >> 24
        return Int(truncatingIfNeeded: group << 6 | subject & 63)
    }

    /// The place of that subject, or the empty place where it belongs; ``isTaken(_:)`` tells which.
    @inline(__always)
    func place(of subject: UInt64) -> Int {
        let mask = entries.count &- 1
        var index = WaitingTable.hash(subject) & mask
        while isTaken(index), entries[index].subject != subject { index = (index &+ 1) & mask }
        return index
    }

    /// What ``place(of:)`` reads first, for its way from memory.
    @inline(__always)
    func glance(at subject: UInt64) -> UInt64 {
        entries[WaitingTable.hash(subject) & (entries.count &- 1)].subject
    }

    /// Whether somebody's wait is at a place.
    @inline(__always)
    func isTaken(_ index: Int) -> Bool {
        taken[index >> 6] >> UInt64(index & 63) & 1 == 1
    }

    /// The wait at a place that is taken.
    @inline(__always)
    subscript(index: Int) -> Wait {
        get { entries[index] }
        set { entries[index] = newValue }
    }

    /// Puts a wait at an empty place found by ``place(of:)``; places found before are then stale.
    @inline(__always)
    mutating func insert(_ entry: Wait, at index: Int) {
        entries[index] = entry
        taken[index >> 6] |= 1 << UInt64(index & 63)
        count &+= 1
        if count &* 4 > entries.count { grow() }
    }

    /// Empties a place and moves later ones of its run up; places found before are then stale.
    @inline(__always)
    mutating func remove(at index: Int) {
        let mask = entries.count &- 1
        var hole = index
        var next = (index &+ 1) & mask
        while isTaken(next) {
            let home = WaitingTable.hash(entries[next].subject) & mask
            if (next &- home) & mask >= (next &- hole) & mask {
                entries[hole] = entries[next]
                hole = next
            }
            next = (next &+ 1) & mask
        }
        taken[hole >> 6] &= ~(1 << UInt64(hole & 63))
        count &-= 1
    }

    @inline(never)
    private mutating func grow() {
        var larger = WaitingTable(roomFor: entries.count / 4 + 1)
        for wait in waits { larger.insert(wait, at: larger.place(of: wait.subject)) }
        self = larger
    }

    /// Every wait, in no particular order. O(capacity).
    var waits: [Wait] {
        var waits: [Wait] = []
        waits.reserveCapacity(count)
        forEach { waits.append($0) }
        return waits
    }

    /// Looks at every wait, in no particular order. O(capacity / 64), and O(1) a wait.
    func forEach(_ body: (Wait) -> Void) {
        for (word, bits) in taken.enumerated() {
            var rest = bits
            while rest != 0 {
                body(entries[word << 6 | rest.trailingZeroBitCount])
                rest &= rest &- 1
            }
        }
    }
}
