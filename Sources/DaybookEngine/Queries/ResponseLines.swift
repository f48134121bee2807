internal import DaybookDomain

/// The lines of a report while it is added up. The line of a cell is looked up only where it is
/// another one than that of the cell of its channel before it.
struct ResponseLines {
    private let selection: ResponseSelection
    private var lines: [ResponseLine] = []
    private var numbers: [ResponseCell.Key: Int] = [:]
    /// For each channel the line that was used last; -1 none.
    private var recent = [Int](repeating: -1, count: 256)

    init(_ selection: ResponseSelection) {
        self.selection = selection
    }

    /// The lines in their order.
    var sorted: [ResponseLine] { lines.sorted { $0.key < $1.key } }

    mutating func add(_ cell: ResponseCell, at place: Int, within: SIMD4<UInt32>) {
        let number = number(of: cell.key)
        lines[number].add(cell, at: place, within: within)
    }

    mutating func add(waitingSince since: Int64, isLate: Bool, of key: ResponseCell.Key) {
        let number = number(of: key)
        lines[number].add(waitingSince: since, isLate: isLate)
    }

    private mutating func number(of cell: ResponseCell.Key) -> Int {
        let key = selection.group(of: cell)
        let last = recent[Int(cell.channel)]
        if last >= 0, lines[last].key == key { return last }
        let number = numbers[key] ?? lines.count
        if number == lines.count {
            lines.append(ResponseLine(key: key))
            numbers[key] = number
        }
        recent[Int(cell.channel)] = number
        return number
    }
}
