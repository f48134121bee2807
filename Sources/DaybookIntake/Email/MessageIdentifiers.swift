/// Message ids of RFC 5322, section 3.6.4, as mailers write them.
enum MessageIdentifiers {
    /// The ids in a raw value, in their order, without brackets; a value without any brackets that
    /// holds an `@` counts as one id a word. Ids are compared byte for byte.
    ///
    /// - Complexity: O(length), which the header's limit bounds; the newest ids stand last.
    static func all(_ bytes: [UInt8], _ range: Range<Int>) -> [String] {
        var found: [String] = []
        var index = range.lowerBound
        while let id = next(bytes, from: &index, to: range.upperBound) { found.append(id) }
        return found.isEmpty ? bare(bytes, range) : found
    }

    /// The words that hold an `@`.
    private static func bare(_ bytes: [UInt8], _ range: Range<Int>) -> [String] {
        let words = bytes[range].split(whereSeparator: Octets.isWhite)
        return words.filter { $0.contains(Octets.at) }.compactMap { identifier(bytes, $0.indices) }
    }

    /// The next id in brackets from `index`, which then stands behind it.
    private static func next(_ bytes: [UInt8], from index: inout Int, to end: Int) -> String? {
        while index < end {
            guard bytes[index] == Octets.less else {
                index += 1
                continue
            }
            let start = index + 1
            index = start
            while index < end, bytes[index] != Octets.greater, bytes[index] != Octets.less {
                index += 1
            }
            if let id = identifier(bytes, start..<index) { return id }
        }
        return nil
    }

    /// The first id of a Message-ID field, or empty.
    static func first(_ bytes: [UInt8], _ range: Range<Int>?) -> String {
        guard let range else { return "" }
        var index = range.lowerBound
        if let id = next(bytes, from: &index, to: range.upperBound) ?? bare(bytes, range).first {
            return id
        }
        let whole = Octets.trimmed(range, in: bytes)
        return identifier(bytes, whole) ?? ""
    }

    /// What a mail answers, newest first: In-Reply-To, then References from their end; each once.
    static func answered(_ bytes: [UInt8], _ header: HeaderBlock) -> [String] {
        var answered: [String] = []
        var seen: Set<String> = []
        func take(_ ids: some Sequence<String>) {
            for id in ids where answered.count < EmailLimits.referencesMax {
                if seen.insert(id).inserted { answered.append(id) }
            }
        }
        if let range = header.first(.inReplyTo) { take(all(bytes, range)) }
        if let range = header.first(.references) { take(all(bytes, range).reversed()) }
        return answered
    }

    private static func identifier(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
        var id = bytes[range]
        if id.contains(where: isLeftOut) { id.removeAll(where: isLeftOut) }
        guard !id.isEmpty, id.count <= EmailLimits.identifierBytesMax else { return nil }
        return Charset.text(unlabelled: id)
    }

    private static func isLeftOut(_ byte: UInt8) -> Bool {
        byte == Octets.space || Octets.isControl(byte)
    }
}
