import DaybookDomain

/// The conversations in which somebody waits, by subject.
///
/// The waits lie side by side in a pool, in which a place that is freed is used next. A table with open
/// addressing, linear probing and backward-shift deletion has their numbers there, each beside its
/// subject's hash, so that probing and shifting look at nothing but neighbours. Kept in the table
/// itself, the waits of a busy clinic did not fit the processor's second cache. Capacity is a power of
/// two, load at most a quarter. Only who waits is here.
struct WaitingTable: Sendable {
    /// For each place the number of its wait, and below it the hash of its subject; 0 if it is empty.
    var places: [UInt64]
    /// The waits by their numbers. Nobody has number 0; those that are free are linked by
    /// ``Wait/later``.
    var pool = [Wait()]
    /// The number that was freed last; 0 if none is free.
    var free: UInt32 = 0
    var count = 0

    private static let leastCapacity = 1_024

    /// An empty table in which so many entries find room before it grows.
    init(roomFor count: Int = 0) {
        places = Array(repeating: 0, count: WaitingTable.capacity(for: count))
        pool.reserveCapacity(count + 1)
    }

    private static func capacity(for count: Int) -> Int {
        var capacity = WaitingTable.leastCapacity
        while count > capacity / 4 { capacity *= 2 }
        return capacity
    }

    /// The place of that subject, or the empty place where it belongs; ``isTaken(_:)`` tells which.
    @inline(__always)
    func place(of subject: UInt64) -> Int {
        WaitingTable.place(of: subject, in: places.span, pool.span)
    }

    /// What ``place(of:)`` reads first, for its way from memory.
    @inline(__always)
    func glance(at subject: UInt64) -> UInt64 {
        let place = places[Int(WaitingTable.hash(subject)) & (places.count &- 1)]
        return pool[WaitingTable.number(in: place)].subject
    }

    /// Whether somebody's wait is at a place.
    @inline(__always)
    func isTaken(_ index: Int) -> Bool { places[index] != 0 }

    /// The wait at a place that is taken.
    subscript(index: Int) -> Wait {
        get { pool[WaitingTable.number(in: places[index])] }
        set { pool[WaitingTable.number(in: places[index])] = newValue }
    }

    /// Puts a wait where it belongs; places found before are then stale.
    mutating func insert(_ wait: Wait) {
        makeRoom(for: 1)
        let place = place(of: wait.subject)
        change { WaitingTable.insert(wait, at: place, in: &$0, &$1, free: &$2) }
        count &+= 1
    }

    /// Empties a place and moves later ones of its run up; places found before are then stale.
    mutating func remove(at index: Int) {
        change { WaitingTable.remove(at: index, in: &$0, &$1, free: &$2) }
        count &-= 1
    }

    private mutating func change(
        _ body: (inout MutableSpan<UInt64>, inout MutableSpan<Wait>, inout UInt32) -> Void
    ) {
        var places = self.places.taken()
        var pool = self.pool.taken()
        var placeSpan = places.mutableSpan
        var poolSpan = pool.mutableSpan
        body(&placeSpan, &poolSpan, &free)
        self.places = places
        self.pool = pool
    }

    /// Sees to it that so many waits more find room; places found before are then stale.
    mutating func makeRoom(for more: Int) {
        if (count &+ more) &* 4 > places.count { grow(toHold: count &+ more) }
        while pool.count &- 1 < count &+ more {
            pool.append(Wait())
            pool[pool.count - 1].later = free
            free = UInt32(truncatingIfNeeded: pool.count - 1)
        }
    }

    @inline(never)
    private mutating func grow(toHold count: Int) {
        let taken = places.filter { $0 != 0 }
        let mask = WaitingTable.capacity(for: count) &- 1
        places = Array(repeating: 0, count: mask &+ 1)
        for place in taken {
            var index = WaitingTable.home(of: place) & mask
            while isTaken(index) { index = (index &+ 1) & mask }
            places[index] = place
        }
    }

    /// Every wait, in no particular order. O(capacity).
    var waits: [Wait] {
        var waits: [Wait] = []
        waits.reserveCapacity(count)
        forEach { waits.append($0) }
        return waits
    }

    /// Looks at every wait, in no particular order. O(capacity).
    func forEach(_ body: (Wait) -> Void) {
        for place in places where place != 0 { body(pool[WaitingTable.number(in: place)]) }
    }
}

/// What the table does, on spans of its arrays: whoever folds many facts asks once for all of them
/// whether the arrays are its own.
extension WaitingTable {
    /// Where a subject belongs. Subjects are sequences, and whoever is answered now began lately. So
    /// 64 neighbours in the log stay neighbours here, and their group is spread by a multiplicative
    /// hash: without the spreading, runs of messages grow into clusters that every probe walks.
    @inline(__always)
    private static func hash(_ subject: UInt64) -> UInt32 {
        let group = (subject >> 6) &* 0x9E37_79B9_7F4A_7C15 >> 24
        return UInt32(truncatingIfNeeded: group << 6 | subject & 63)
    }

    @inline(__always)
    private static func home(of place: UInt64) -> Int {
        Int(truncatingIfNeeded: place & 0xFFFF_FFFF)
    }

    /// The number of the wait that a place holds; 0 if it holds none.
    @inline(__always)
    static func number(in place: UInt64) -> Int { Int(truncatingIfNeeded: place >> 32) }

    /// The place of that subject, or the empty place where it belongs.
    @inline(__always)
    static func place(of subject: UInt64, in places: Span<UInt64>, _ pool: Span<Wait>) -> Int {
        let mask = places.count &- 1
        let hash = hash(subject)
        var index = Int(hash) & mask
        while true {
            let place = places[index]
            if place == 0 { return index }
            if UInt32(truncatingIfNeeded: place) == hash,
                pool[number(in: place)].subject == subject
            {
                return index
            }
            index = (index &+ 1) & mask
        }
    }

    /// Puts a wait at an empty place, where there is room for one more.
    @inline(__always)
    static func insert(
        _ wait: Wait,
        at index: Int,
        in places: inout MutableSpan<UInt64>,
        _ pool: inout MutableSpan<Wait>,
        free: inout UInt32
    ) {
        let number = free
        free = pool[Int(number)].later
        pool[Int(number)] = wait
        places[index] = UInt64(number) << 32 | UInt64(hash(wait.subject))
    }

    /// Empties a place that is taken.
    @inline(__always)
    static func remove(
        at index: Int,
        in places: inout MutableSpan<UInt64>,
        _ pool: inout MutableSpan<Wait>,
        free: inout UInt32
    ) {
        let mask = places.count &- 1
        let number = number(in: places[index])
        pool[number].later = free
        free = UInt32(truncatingIfNeeded: number)
        var hole = index
        var next = (index &+ 1) & mask
        while places[next] != 0 {
            if (next &- home(of: places[next])) & mask >= (next &- hole) & mask {
                places[hole] = places[next]
                hole = next
            }
            next = (next &+ 1) & mask
        }
        places[hole] = 0
    }
}
