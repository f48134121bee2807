/// What the writer of a mail wrote this time: the text without quoted history and signature.
///
/// For reading intent only; the whole text is kept beside it. Where nothing would be left, or
/// nothing was recognised, it is the whole text.
struct FreshText {
    /// The text without history and signature, or the whole text.
    let text: [UInt8]
    /// Whether history or signature was recognised and something was left.
    let wasStripped: Bool
    /// Whether `text` holds only what was written this time, as far as can be told. False when
    /// stripping would have left nothing: then `text` is history too.
    let isOwnWords: Bool

    /// The lines of the whole text that are left, as places in it.
    let lines: [Range<Int>]

    /// Reads a normalised text. O(length).
    init(_ text: [UInt8]) {
        let lines = PlainText.lines(text)
        var kept = FreshText.withoutHistory(text, lines)
        FreshText.dropSignature(text, &kept)
        FreshText.dropDeviceLines(text, &kept)
        let unchanged = kept.count == lines.count
        let blank = kept.allSatisfy { Octets.trimmed($0, in: text).isEmpty }
        isOwnWords = unchanged || !blank
        wasStripped = !unchanged && !blank
        self.lines = kept
        guard wasStripped else {
            self.text = text
            return
        }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for line in kept {
            output.append(contentsOf: text[line])
            output.append(Octets.lf)
        }
        self.text = PlainText.trimmed(output)
    }

    private static func withoutHistory(_ text: [UInt8], _ lines: [Range<Int>]) -> [Range<Int>] {
        var kept: [Range<Int>] = []
        kept.reserveCapacity(lines.count)
        var index = 0
        while index < lines.count {
            let line = lines[index]
            guard line.lowerBound < line.upperBound else {
                kept.append(line)
                index += 1
                continue
            }
            if text[line.lowerBound] == Octets.greater {
                if index > 0, text[lines[index - 1]].first != Octets.greater {
                    QuoteMarks.dropAttribution(text, endOf: &kept)
                }
                index += 1
                continue
            }
            if QuoteMarks.isDivider(text, line) || QuoteMarks.isHeaderBlock(text, lines, at: index)
            {
                while let last = kept.last, QuoteMarks.isRule(text, last) { kept.removeLast() }
                break
            }
            let span = QuoteMarks.attributionLines(text, lines, at: index)
            guard span > 0 else {
                kept.append(line)
                index += 1
                continue
            }
            index += span
            var next = index
            while next < lines.count, Octets.trimmed(lines[next], in: text).isEmpty { next += 1 }
            // Marked quotes may have an answer below them; unmarked history goes to the end.
            if next < lines.count, text[lines[next].lowerBound] != Octets.greater { break }
        }
        return kept
    }

    /// The usual signature: a line of two dashes and a space, and a few lines.
    private static func dropSignature(_ text: [UInt8], _ kept: inout [Range<Int>]) {
        guard let mark = kept.firstIndex(where: { QuoteMarks.isSignatureMark(text, $0) }) else {
            return
        }
        let rest = kept[(mark + 1)...].count { !Octets.trimmed($0, in: text).isEmpty }
        if rest <= EmailLimits.signatureLinesMax { kept.removeSubrange(mark...) }
    }

    /// "Sent from my iPhone" and its kin as the last lines.
    private static func dropDeviceLines(_ text: [UInt8], _ kept: inout [Range<Int>]) {
        var last = kept.count - 1
        while last >= 0 {
            let line = Octets.trimmed(kept[last], in: text)
            if line.isEmpty {
                last -= 1
            } else if QuoteMarks.isDeviceLine(text, line) {
                kept.removeSubrange(last...)
                last -= 1
            } else {
                return
            }
        }
    }
}
