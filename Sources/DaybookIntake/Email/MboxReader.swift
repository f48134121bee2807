/// Splits an mbox file (RFC 4155; the `mboxrd` quoting) into its mails, as places in its bytes.
public struct MboxReader: Sequence, IteratorProtocol, Sendable {
    private let bytes: [UInt8]
    private var position = 0
    private var count = 0

    private static let mark = [UInt8]("From ".utf8)

    /// Makes a reader over the bytes of one mbox.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The place of the next mail, without its `From ` line and the blank line after it; `nil` at
    /// the end or after ``EmailLimits/mboxMessagesMax`` mails. Bytes before the first `From ` line
    /// are one mail of their own, so that a single mail in a file is read too.
    ///
    /// - Complexity: O(length of the mail).
    public mutating func next() -> Range<Int>? {
        while position < bytes.count, Octets.isWhite(bytes[position]) { position += 1 }
        guard position < bytes.count, count < EmailLimits.mboxMessagesMax else { return nil }
        count += 1
        var start = position
        if isMark(at: position) { start = line(from: position).next }
        var end = start
        var afterBlank = true
        while end < bytes.count {
            let line = line(from: end)
            if afterBlank, isSeparator(end..<line.contentEnd) { break }
            afterBlank = line.contentEnd == end
            end = line.next
        }
        position = end
        return start..<withoutBlankLine(start, end)
    }

    /// The mail in that range with `>From ` lines as they were written: one `>` is taken off every
    /// line of `>` marks and `From `.
    ///
    /// - Complexity: O(length of the range).
    public func mail(_ range: Range<Int>) -> [UInt8] {
        let range = range.clamped(to: 0..<bytes.count)
        var mail: [UInt8] = []
        mail.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let next = Swift.min(line(from: position).next, range.upperBound)
            var start = position
            while start < next, bytes[start] == Octets.greater { start += 1 }
            let quoted = start > position && isMark(at: start)
            mail.append(contentsOf: bytes[(quoted ? position + 1 : position)..<next])
            position = next
        }
        return mail
    }

    /// Only LF ends a line here: a mailbox file may hold mails with any line ends.
    private func line(from start: Int) -> (contentEnd: Int, next: Int) {
        guard let end = bytes[start...].firstIndex(of: Octets.lf) else {
            return (bytes.count, bytes.count)
        }
        let crlf = end > start && bytes[end - 1] == Octets.cr
        return (crlf ? end - 1 : end, end + 1)
    }

    /// Whether a line begins another mail: it names when that came in, or nothing at all, as every
    /// program writes it. A sentence that a program left unquoted ("From Monday on …") does neither.
    private func isSeparator(_ line: Range<Int>) -> Bool {
        guard isMark(at: line.lowerBound) else { return false }
        let rest = bytes[line].dropFirst(MboxReader.mark.count)
        guard !rest.allSatisfy(Octets.isWhite) else { return true }
        return rest.indices.dropLast(4).contains { index in
            bytes[index + 2] == Octets.colon
                && [index, index + 1, index + 3, index + 4].allSatisfy { Octets.isDigit(bytes[$0]) }
        }
    }

    private func isMark(at start: Int) -> Bool {
        bytes[start...].starts(with: MboxReader.mark)
    }

    private func withoutBlankLine(_ start: Int, _ end: Int) -> Int {
        guard end - start >= 2, bytes[end - 1] == Octets.lf else { return end }
        if bytes[end - 2] == Octets.lf { return end - 1 }
        let crlf = end - start >= 3 && bytes[end - 2] == Octets.cr && bytes[end - 3] == Octets.lf
        return crlf ? end - 2 : end
    }
}
