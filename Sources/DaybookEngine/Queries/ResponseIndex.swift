package import DaybookDomain
internal import Synchronization

/// What reports of one growing ``ResponseTimes`` have in common, kept added up from one report to
/// the next: by channel in blocks of days, and the percentiles of what was asked before.
///
/// Answers are only ever added to a cell, so what was added up stays right, and what is new since the
/// last report about it is found by counting. A report costs a look at the counts of each cell, 64 bytes
/// that lie side by side, and for a line to which something came the search of its percentiles in some
/// dozens of distributions.
package final class ResponseIndex: Sendable {
    private let state = Mutex(State())

    package init() {}

    /// The same as ``ResponseTimes/report(by:from:through:channel:asOf:)``.
    ///
    /// - Parameter times: That of the last call, or one that has gone on from it.
    package func report(
        of times: borrowing ResponseTimes,
        by grouping: ResponseTimes.Grouping,
        from first: CivilDate?,
        through last: CivilDate?,
        channel: Channel?,
        asOf now: Instant?
    ) -> [ResponseRow] {
        let selection = ResponseSelection(grouping, first, last, channel)
        let times = copy times
        return state.withLock { state in
            state.catchUp(with: times.cells, selection)
            return times.rows(
                selection,
                asOf: now,
                within: { state.marks[$0].within },
                percentiles: { state.percentiles(of: $0, selection, times.cells) }
            )
        }
    }
}

extension ResponseIndex {
    /// How much of a cell has been added up.
    struct Mark: Sendable {
        var count = 0
        var within = SIMD4<UInt32>()
    }

    /// The days of one channel whose numbers agree but for their lowest bits.
    struct Block: Hashable, Sendable {
        var channel: UInt8
        /// How many bits that are.
        var bits: Int32
        /// The other bits.
        var number: Int32
    }

    /// A line of a report that was asked for.
    struct Line: Hashable, Sendable {
        var selection: ResponseSelection
        var key: ResponseCell.Key
    }

    struct State: Sendable {
        private(set) var marks: [Mark] = []
        private var blocks: [Block: Distribution] = [:]
        private var days: ClosedRange<Int32>?
        private var lines: [Line: (count: Int, percentiles: [UInt32]?)] = [:]
        private var selections: Set<ResponseSelection> = []

        /// Adds up what is new of the cells that a report is about: of a block that lies within its
        /// days these are all, and what nobody asks for costs nothing.
        mutating func catchUp(with cells: ResponseCells, _ selection: ResponseSelection) {
            if !add(cells, selection) {
                self = State()
                _ = add(cells, selection)
            }
        }

        /// - Returns: Whether it could be: what was told apart when it was new may only be counted
        ///   by now.
        private mutating func add(_ cells: ResponseCells, _ selection: ResponseSelection) -> Bool {
            guard cells.cells.count >= marks.count else { return false }
            for place in cells.cells.indices {
                let key = cells.cells[place].key
                if place == marks.count {
                    marks.append(Mark())
                    let known = days ?? key.day...key.day
                    days = min(known.lowerBound, key.day)...max(known.upperBound, key.day)
                }
                guard selection.contains(key) else { continue }
                let count = marks[place].count
                guard Int(cells.cells[place].answered) != count else { continue }
                let cell = cells.cells[place]
                let new: Distribution
                if count == 0 {
                    new = cell.byPerson
                } else {
                    guard count >= cell.byPerson.counted, count < cell.byPerson.count else {
                        return false
                    }
                    var rest = Distribution()
                    rest.record(cell.byPerson.exact[(count - cell.byPerson.counted)...])
                    new = rest
                }
                marks[place].count = cell.byPerson.count
                marks[place].within &+= new.within
                for bits in EngineLimits.reportBlocks {
                    let block = Block(channel: key.channel, bits: bits, number: key.day >> bits)
                    blocks[block, default: Distribution()].add(new)
                }
            }
            return true
        }

        /// The percentiles of a line, which is the answers of some cells.
        mutating func percentiles(
            of asked: ResponseLine,
            _ selection: ResponseSelection,
            _ cells: ResponseCells
        ) -> [UInt32]? {
            let places = asked.places
            let line = Line(selection: selection, key: asked.key)
            if let known = lines[line], known.count == asked.answered { return known.percentiles }
            var all = PercentileSearch()
            switch selection.grouping {
            case .day, .channelDay:
                for place in places { all.add(cells.cells[place].byPerson) }
            case .total, .channel:
                for channel in Set(places.map { cells.cells[$0].key.channel }) {
                    add(channel, selection, cells, to: &all)
                }
            }
            let percentiles = all.percentiles()
            keep(percentiles, asked.answered, of: line)
            return percentiles
        }

        private mutating func keep(_ percentiles: [UInt32]?, _ count: Int, of line: Line) {
            if !selections.contains(line.selection), selections.count >= EngineLimits.reportsKept {
                selections = []
                lines = [:]
            }
            selections.insert(line.selection)
            lines[line] = (count, percentiles)
        }

        /// Adds the days of a channel that a report is about, in the largest blocks that lie within
        /// them.
        private func add(
            _ channel: UInt8,
            _ selection: ResponseSelection,
            _ cells: ResponseCells,
            to all: inout PercentileSearch
        ) {
            guard let days else { return }
            let largest = EngineLimits.reportBlocks.max() ?? 0
            // Beyond the days there are, a block is as good as its part.
            var day =
                selection.first <= days.lowerBound
                ? Int64((days.lowerBound >> largest) << largest) : Int64(selection.first)
            let last =
                selection.last >= days.upperBound
                ? Int64(days.upperBound | (1 << largest - 1)) : Int64(selection.last)
            while day <= last {
                let bits = EngineLimits.reportBlocks.last { bits in
                    day & (1 << Int64(bits) - 1) == 0 && day + 1 << Int64(bits) - 1 <= last
                }
                if let bits {
                    let number = Int32(truncatingIfNeeded: day) >> bits
                    let block = Block(channel: channel, bits: bits, number: number)
                    if let known = blocks[block] { all.add(known) }
                    day += 1 << Int64(bits)
                } else {
                    let key = ResponseCell.Key(
                        day: Int32(truncatingIfNeeded: day),
                        channel: channel
                    )
                    if let cell = cells.cell(of: key) { all.add(cell.byPerson) }
                    day += 1
                }
            }
        }
    }
}
