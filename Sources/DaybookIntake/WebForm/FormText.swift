/// What people type into single fields, checked and made comparable.
enum FormText {
    /// The value without space around it; lines end in one line feed; other control characters are
    /// gone.
    static func cleaned(_ text: String, isMultiline: Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var followsReturn = false
        for byte in text.utf8 {
            switch byte {
            case 0x0D: bytes.append(isMultiline ? 0x0A : 0x20)
            case 0x0A where followsReturn: break
            case 0x0A: bytes.append(isMultiline ? 0x0A : 0x20)
            case 0x09: bytes.append(isMultiline ? 0x09 : 0x20)
            case 0..<0x20, 0x7F: break
            default: bytes.append(byte)
            }
            followsReturn = byte == 0x0D
        }
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x0A || byte == 0x09 }
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    /// The address in lower case, or `nil` if mail could not reach it.
    static func email(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count <= 254, let at = bytes.lastIndex(of: UInt8(ascii: "@")), at > 0, at <= 64
        else { return nil }
        let local = bytes[..<at]
        let domain = bytes[(at + 1)...]
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isPlain = bytes.allSatisfy { byte in
            switch byte {
            case 0...0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","),
                UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"):
                false
            default: true
            }
        }
        guard isPlain, !local.contains(UInt8(ascii: "@")), labels.count > 1,
            labels.allSatisfy({ !$0.isEmpty && $0.count <= 63 })
        else { return nil }
        return String(decoding: local.map(lowercased), as: UTF8.self) + "@"
            + String(decoding: domain, as: UTF8.self).lowercased()
    }

    /// Digits with a leading plus where given (also as 00), or `nil` if it is no number of 5 to 15
    /// digits.
    static func phone(_ text: String) -> String? {
        var digits: [UInt8] = []
        var isInternational = false
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x30...0x39: digits.append(byte)
            case UInt8(ascii: "+") where index == 0: isInternational = true
            case 0x20, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"),
                UInt8(ascii: "("), UInt8(ascii: ")"):
                break
            default: return nil
            }
        }
        if !isInternational, digits.starts(with: [0x30, 0x30]) {
            isInternational = true
            digits.removeFirst(2)
        }
        guard (5...15).contains(digits.count) else { return nil }
        return (isInternational ? "+" : "") + String(decoding: digits, as: UTF8.self)
    }

    /// Whether this looks like a BCP 47 tag: subtags of 1 to 8 letters or digits, the first of 2 to
    /// 8 letters.
    static func isLanguage(_ text: String) -> Bool {
        let subtags = text.utf8.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        )
        guard let first = subtags.first, first.count > 1, subtags.count <= 8 else { return false }
        return first.allSatisfy(isLetter)
            && subtags.allSatisfy { subtag in
                (1...8).contains(subtag.count)
                    && subtag.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
            }
    }

    /// Whether this may stand as an id: visible ASCII of a bounded length.
    static func isSubmissionID(_ text: String) -> Bool {
        (1...FormLimits.submissionIDBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
