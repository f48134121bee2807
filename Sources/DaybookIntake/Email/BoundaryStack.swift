/// The boundaries of the multiparts that are open at one place of a mail, outermost first.
///
/// RFC 2046, section 5.1.1: a line of an outer boundary also ends every part inside, so that a
/// multipart without its closing line costs nothing.
struct BoundaryStack {
    /// A line that is a boundary.
    struct Match {
        /// Which open multipart it belongs to, 0 the outermost.
        let level: Int
        /// Whether it is the closing line.
        let closes: Bool
        /// Where the next line starts.
        let next: Int
    }

    private(set) var boundaries: [[UInt8]] = []

    var count: Int { boundaries.count }

    mutating func push(_ boundary: [UInt8]) { boundaries.append(boundary) }

    mutating func truncate(to count: Int) {
        if count < boundaries.count { boundaries.removeLast(boundaries.count - count) }
    }

    /// The match of the line that starts at `start`, innermost boundary first; a line that only
    /// begins with a boundary is none.
    ///
    /// - Complexity: O(depth × length of a boundary).
    func match(_ bytes: [UInt8], at start: Int, to end: Int) -> Match? {
        guard BoundaryStack.isMarked(bytes, at: start, to: end) else { return nil }
        for level in boundaries.indices.reversed() {
            let line = BoundaryStack.line(of: boundaries[level], bytes, at: start, to: end)
            if let line { return Match(level: level, closes: line.closes, next: line.next) }
        }
        return nil
    }

    /// Whether two dashes begin the line at `start`, as they do each line of a boundary.
    static func isMarked(_ bytes: [UInt8], at start: Int, to end: Int) -> Bool {
        end - start > 2 && bytes[start] == Octets.hyphen && bytes[start + 1] == Octets.hyphen
    }

    /// What the marked line at `start` is to that boundary; `nil` where it is no line of it.
    static func line(
        of boundary: [UInt8],
        _ bytes: [UInt8],
        at start: Int,
        to end: Int
    ) -> (closes: Bool, next: Int)? {
        let after = start + 2 + boundary.count
        guard after <= end, bytes[(start + 2)..<after].elementsEqual(boundary) else { return nil }
        if let next = lineEnd(bytes, after: after, to: end) { return (false, next) }
        guard after + 2 <= end, bytes[after] == Octets.hyphen, bytes[after + 1] == Octets.hyphen,
            let next = lineEnd(bytes, after: after + 2, to: end)
        else { return nil }
        return (true, next)
    }

    /// The start of the next line when only blanks stand before it, else `nil`.
    private static func lineEnd(_ bytes: [UInt8], after start: Int, to end: Int) -> Int? {
        var index = start
        while index < end, Octets.isBlank(bytes[index]) { index += 1 }
        guard index < end else { return end }
        guard Octets.isLineEnd(bytes[index]) else { return nil }
        return Octets.line(in: bytes, from: index, to: end).next
    }
}
