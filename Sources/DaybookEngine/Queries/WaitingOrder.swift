/// Waits of one class in the order in which they began: sorted runs of bounded length, one after the
/// other.
///
/// The first is there at once, and anything else is found by halving, in O(log n). A change moves at
/// most a run, and seldom the list of runs.
struct WaitingOrder: Sendable {
    /// One wait.
    struct Entry: Hashable, Sendable, Comparable {
        var since: Int64
        var subject: UInt64

        static func < (left: Entry, right: Entry) -> Bool {
            (left.since, left.subject) < (right.since, right.subject)
        }
    }

    /// Where an entry stands.
    struct Place: Sendable {
        fileprivate var run: Int
        fileprivate var index: Int
    }

    private var runs: [[Entry]] = []
    private(set) var count = 0

    /// The longest run.
    static let runMax = 256

    /// An order without entries.
    init() {}

    /// An order of entries that are sorted.
    init(sorted entries: [Entry]) {
        count = entries.count
        let half = WaitingOrder.runMax / 2
        runs = stride(from: 0, to: entries.count, by: half).map {
            Array(entries[$0..<min(entries.count, $0 + half)])
        }
    }

    /// The place of the first entry.
    var start: Place { Place(run: 0, index: 0) }

    /// The entry at a place; `nil` behind the last.
    subscript(place: Place) -> Entry? {
        guard place.run < runs.count else { return nil }
        return runs[place.run][place.index]
    }

    /// The place after another one.
    func next(after place: Place) -> Place {
        guard place.run < runs.count else { return place }
        let isLast = place.index + 1 == runs[place.run].count
        return isLast
            ? Place(run: place.run + 1, index: 0) : Place(run: place.run, index: place.index + 1)
    }

    /// The place of the first entry that is not before something, given that all which are stand
    /// before all which are not. O(log n) questions.
    func firstPlace(where isBefore: (Entry) -> Bool) -> Place {
        let run = WaitingOrder.halve(runs.count) { isBefore(runs[$0][runs[$0].count - 1]) }
        guard run < runs.count else { return Place(run: run, index: 0) }
        return Place(
            run: run,
            index: WaitingOrder.halve(runs[run].count) { isBefore(runs[run][$0]) }
        )
    }

    /// Puts an entry in its place. It must not be there yet.
    mutating func insert(_ entry: Entry) {
        count += 1
        guard !runs.isEmpty else {
            runs = [[entry]]
            return
        }
        let place = firstPlace { $0 < entry }
        // Behind everything else it goes on with the last run.
        let isLast = place.run == runs.count
        let run = isLast ? place.run - 1 : place.run
        runs[run].insert(entry, at: isLast ? runs[run].count : place.index)
        guard runs[run].count > WaitingOrder.runMax else { return }
        let half = WaitingOrder.runMax / 2
        runs.insert(Array(runs[run][half...]), at: run + 1)
        runs[run].removeSubrange(half...)
    }

    /// Takes an entry out; nothing happens if it is not there.
    mutating func remove(_ entry: Entry) {
        let place = firstPlace { $0 < entry }
        guard self[place] == entry else { return }
        count -= 1
        runs[place.run].remove(at: place.index)
        if runs[place.run].isEmpty {
            runs.remove(at: place.run)
        } else if place.run > 0,
            runs[place.run - 1].count + runs[place.run].count <= WaitingOrder.runMax / 2
        {
            runs[place.run - 1] += runs[place.run]
            runs.remove(at: place.run)
        }
    }

    private static func halve(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
