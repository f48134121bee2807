/// Message ids of RFC 5322, section 3.6.4, as mailers write them.
enum MessageIdentifiers {
    /// The ids in a raw value, in their order, without brackets; a value without any brackets that
    /// holds an `@` counts as one id a word. Ids are compared byte for byte.
    ///
    /// - Complexity: O(length), which the header's limit bounds; the newest ids stand last.
    static func all(_ bytes: [UInt8], _ range: Range<Int>) -> [String] {
        var found: [String] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == Octets.less else {
                index += 1
                continue
            }
            var end = index + 1
            while end < range.upperBound, bytes[end] != Octets.greater, bytes[end] != Octets.less {
                end += 1
            }
            if let id = identifier(bytes, (index + 1)..<end) { found.append(id) }
            index = end
        }
        if !found.isEmpty { return found }
        let words = bytes[range].split(whereSeparator: Octets.isWhite)
        for word in words where word.contains(Octets.at) {
            if let id = identifier(bytes, word.startIndex..<word.endIndex) { found.append(id) }
        }
        return found
    }

    /// The first id of a Message-ID field, or empty.
    static func first(_ bytes: [UInt8], _ range: Range<Int>?) -> String {
        guard let range else { return "" }
        if let id = all(bytes, range).first { return id }
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
        var id: [UInt8] = []
        for index in range {
            let byte = bytes[index]
            if Octets.isWhite(byte) || byte < 0x20 || byte == 0x7F { continue }
            id.append(byte)
        }
        guard !id.isEmpty, id.count <= EmailLimits.identifierBytesMax else { return nil }
        return Octets.text(Charset.unlabelled(id)[...])
    }
}
