/// Text of `format=flowed` (RFC 3676) with its paragraphs put together again.
enum FlowedText {
    private static let signature = [UInt8]("-- ".utf8)

    /// Joins flowed lines of a normalised text. Quoted lines keep their depth as `>` marks and a
    /// space; a signature line never flows.
    ///
    /// - Complexity: O(length).
    static func joined(_ text: [UInt8], deletesSpace: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        // The quote depth of the paragraph that goes on, −1 when none does.
        var flowing = -1
        for (number, line) in PlainText.lines(text).enumerated() {
            var start = line.lowerBound
            while start < line.upperBound, text[start] == Octets.greater { start += 1 }
            let depth = start - line.lowerBound
            if start < line.upperBound, text[start] == Octets.space { start += 1 }
            var end = line.upperBound
            let isSignature = text[start..<end].elementsEqual(signature)
            let goesOn = end > start && text[end - 1] == Octets.space && !isSignature
            if goesOn, deletesSpace { end -= 1 }
            if flowing != depth || isSignature {
                if number > 0 { output.append(Octets.lf) }
                output.append(contentsOf: repeatElement(Octets.greater, count: depth))
                if depth > 0, end > start { output.append(Octets.space) }
            }
            output.append(contentsOf: text[start..<end])
            flowing = goesOn ? depth : -1
        }
        return output
    }
}
