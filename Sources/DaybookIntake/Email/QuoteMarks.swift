/// How mail programs mark quoted history and their own signatures, in English, German, Spanish and
/// French.
enum QuoteMarks {
    private static func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

    private static let dividers = bytes([
        "original message", "original-message", "ursprüngliche nachricht", "original-nachricht",
        "originalnachricht", "mensaje original", "message d'origine", "message original",
        "message d’origine", "forwarded message", "weitergeleitete nachricht",
        "mensaje reenviado", "message transféré",
    ])
    private static let forwards = bytes([
        "begin forwarded message:", "anfang der weitergeleiteten nachricht:",
        "inicio del mensaje reenviado:", "début du message transféré", "début du message réexpédié",
    ])
    /// The first bytes of dividers, so that most lines are done after one look.
    private static let dividerLeads = Array("-bBaAiIdD".utf8)
    private static let fromLeads = Array("fFvVdD* ".utf8)
    private static let fromWords = bytes(["from:", "von:", "de:", "de :", "de\u{A0}:"])
    private static let otherWords = bytes([
        "sent:", "date:", "to:", "subject:", "gesendet:", "datum:", "an:", "betreff:",
        "enviado:", "enviado el:", "fecha:", "para:", "asunto:", "envoyé :", "envoyé\u{A0}:",
        "envoyé:", "date :", "date\u{A0}:", "à :", "à\u{A0}:", "objet :", "objet\u{A0}:", "objet:",
    ])
    /// How an attribution begins and ends; it also holds a digit or an address.
    private static let attributions: [(opener: [UInt8], closers: [[UInt8]])] = [
        (Array("on ".utf8), bytes(["wrote:"])),
        (Array("am ".utf8), bytes([":"])),
        (Array("el ".utf8), bytes(["escribió:", "escribió :"])),
        (
            Array("le ".utf8),
            bytes(["a écrit :", "a écrit\u{A0}:", "a écrit\u{202F}:", "a écrit:"])
        ),
    ]
    private static let bareCloser = [UInt8](">:".utf8)
    private static let germanVerb = [UInt8]("schrieb".utf8)
    private static let verbs = bytes(["wrote", "schrieb", "escribió", "écrit"])
    private static let deviceLines = bytes([
        "sent from my ", "sent from outlook", "sent from yahoo", "sent from mail for ",
        "sent from proton", "get outlook for ", "von meinem ", "von meiner ", "gesendet mit der ",
        "gesendet von ", "gesendet von outlook", "gesendet mit outlook",
        "enviado desde mi ", "enviado desde ", "envoyé de mon ", "envoyé depuis ",
        "envoyé à partir d",
    ])

    /// A line such as `-----Original Message-----`.
    static func isDivider(_ text: [UInt8], _ line: Range<Int>) -> Bool {
        let trimmed = Octets.trimmed(line, in: text)
        guard (6...EmailLimits.deviceLineBytesMax).contains(trimmed.count) else { return false }
        guard dividerLeads.contains(text[trimmed.lowerBound]) else { return false }
        if text[trimmed.lowerBound] == Octets.hyphen {
            var start = trimmed.lowerBound
            while start < trimmed.upperBound, text[start] == Octets.hyphen { start += 1 }
            guard start - trimmed.lowerBound >= 3 else { return false }
            while start < trimmed.upperBound, text[start] == Octets.space { start += 1 }
            return dividers.contains {
                Octets.stands($0, in: text, at: start, before: trimmed.upperBound)
            }
        }
        return forwards.contains {
            Octets.stands($0, in: text, at: trimmed.lowerBound, before: trimmed.upperBound)
        }
    }

    /// A line of underscores or nothing, as Outlook puts above its block.
    static func isRule(_ text: [UInt8], _ line: Range<Int>) -> Bool {
        let trimmed = Octets.trimmed(line, in: text)
        return trimmed.isEmpty
            || trimmed.count >= 8 && text[trimmed].allSatisfy { $0 == Octets.underscore }
    }

    /// Outlook's block: From, and two of Sent, To, Subject, … on the next lines.
    static func isHeaderBlock(_ text: [UInt8], _ lines: [Range<Int>], at index: Int) -> Bool {
        guard let lead = text[lines[index]].first, fromLeads.contains(lead),
            begins(text, lines[index], with: fromWords)
        else { return false }
        var found = 0
        for line in lines[(index + 1)...].prefix(EmailLimits.headerBlockLinesMax)
        where begins(text, line, with: otherWords) {
            found += 1
        }
        return found >= 2
    }

    /// How many lines the attribution at `index` takes ("On Friday …, the clinic wrote:"), 0 for
    /// none.
    static func attributionLines(_ text: [UInt8], _ lines: [Range<Int>], at index: Int) -> Int {
        let first = Octets.trimmed(lines[index], in: text)
        guard !first.isEmpty else { return 0 }
        let lead = text[first.lowerBound]
        if Octets.isDigit(lead) {
            return ends(text, first, with: [bareCloser]) && isDated(text, first) ? 1 : 0
        }
        let match = attributions.first {
            Octets.stands($0.opener, in: text, at: first.lowerBound, before: first.upperBound)
        }
        guard let match else { return 0 }
        for count in 1...EmailLimits.attributionLinesMax where index + count <= lines.count {
            let last = Octets.trimmed(lines[index + count - 1], in: text)
            guard !last.isEmpty, text[last.lowerBound] != Octets.greater || count == 1 else {
                return 0
            }
            let whole = first.lowerBound..<last.upperBound
            guard whole.count <= EmailLimits.attributionBytesMax else { return 0 }
            if ends(text, last, with: match.closers), isDated(text, whole), isGerman(text, whole) {
                return count
            }
        }
        return 0
    }

    /// Takes an attribution of any word order ("The clinic <…> schrieb am …:") off the end of what
    /// was kept, when marked quotes follow: one or two lines that end in a colon and hold the verb.
    static func dropAttribution(_ text: [UInt8], endOf kept: inout [Range<Int>]) {
        var last = kept.count - 1
        for _ in 0..<EmailLimits.attributionBlankLinesMax where last >= 0 {
            guard Octets.trimmed(kept[last], in: text).isEmpty else { break }
            last -= 1
        }
        guard last >= 0, !Octets.trimmed(kept[last], in: text).isEmpty else { return }
        let line = Octets.trimmed(kept[last], in: text)
        guard text[line.upperBound - 1] == Octets.colon else { return }
        for first in [last, last - 1] where first >= 0 {
            let start = Octets.trimmed(kept[first], in: text)
            let whole = start.lowerBound..<line.upperBound
            guard !start.isEmpty, whole.count <= EmailLimits.attributionBytesMax else { return }
            let hasVerb = verbs.contains {
                Octets.find($0, in: text, from: whole.lowerBound, to: whole.upperBound) != nil
            }
            if hasVerb, isDated(text, whole) {
                kept.removeSubrange(first...)
                return
            }
        }
    }

    /// `-- `, also where the space at the end was lost.
    static func isSignatureMark(_ text: [UInt8], _ line: Range<Int>) -> Bool {
        let count = line.count
        guard count == 2 || count == 3 else { return false }
        return text[line.lowerBound] == Octets.hyphen && text[line.lowerBound + 1] == Octets.hyphen
            && (count == 2 || text[line.lowerBound + 2] == Octets.space)
    }

    /// A line that the mail program added; `line` is trimmed.
    static func isDeviceLine(_ text: [UInt8], _ line: Range<Int>) -> Bool {
        guard line.count <= EmailLimits.deviceLineBytesMax else { return false }
        guard begins(text, line, with: deviceLines) else { return false }
        let german = Octets.stands(
            Array("von mein".utf8),
            in: text,
            at: line.lowerBound,
            before: line.upperBound
        )
        guard german else { return true }
        let sent = Array("gesendet".utf8)
        return Octets.find(sent, in: text, from: line.lowerBound, to: line.upperBound) != nil
    }

    /// Whether one of the words begins the line, bold marks of plain-text Outlook left out.
    private static func begins(_ text: [UInt8], _ line: Range<Int>, with words: [[UInt8]]) -> Bool {
        var start = line.lowerBound
        while start < line.upperBound,
            Octets.isBlank(text[start]) || text[start] == Octets.star
        {
            start += 1
        }
        return words.contains {
            Octets.stands($0, in: text, at: start, before: line.upperBound)
        }
    }

    private static func ends(_ text: [UInt8], _ line: Range<Int>, with words: [[UInt8]]) -> Bool {
        words.contains {
            Octets.stands(
                $0,
                in: text,
                at: max(line.lowerBound, line.upperBound - $0.count),
                before: line.upperBound
            )
        }
    }

    private static func isDated(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        text[range].contains { Octets.isDigit($0) || $0 == Octets.at }
    }

    /// "Am …" needs its verb: the name may stand behind it.
    private static func isGerman(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        guard Octets.lowercased(text[range.lowerBound]) == 0x61 else { return true }
        return Octets.find(germanVerb, in: text, from: range.lowerBound, to: range.upperBound)
            != nil
    }
}
