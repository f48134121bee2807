/// Tells mail that a machine wrote from mail of a person.
///
/// By what RFC 3834, RFC 2919, RFC 2369, RFC 3464 and RFC 8098 define, and by the headers of older
/// mailers. Never by a subject. `Auto-Submitted: no` is a person, and X-Auto-Response-Suppress,
/// which only asks for silence, proves nothing.
enum MachineMail {
    /// What the contact becomes.
    struct Verdict: Equatable {
        let kind: Contact.Kind
        /// A code: what kind of machine mail it is.
        let note: String
    }

    private static func says(_ keyword: [UInt8], _ word: String) -> Bool {
        keyword.elementsEqual(word.utf8)
    }

    /// The verdict, or `nil` for a person's mail.
    ///
    /// - Parameters:
    ///   - isNullSender: whether the envelope had the null sender.
    ///   - isFromClinic: whether it comes from an address of the clinic itself.
    static func verdict(
        _ bytes: [UInt8],
        _ header: HeaderBlock,
        _ parts: [MIMEPart],
        isNullSender: Bool,
        isFromClinic: @autoclosure () -> Bool
    ) -> Verdict? {
        if let report = report(bytes, parts) { return report }
        let auto = header.first(.autoSubmitted).map { keyword(bytes, $0) } ?? []
        let isAuto = !auto.isEmpty && !says(auto, "no")
        if header.has(.daybookLoop) || isAuto && isFromClinic() {
            return Verdict(kind: .machine, note: "loop")
        }
        let precedence = header.first(.precedence).map { keyword(bytes, $0) } ?? []
        let answers =
            says(auto, "auto-replied") || says(precedence, "auto_reply")
            || isAuto && header.has(.inReplyTo)
            || header.has(.autoreply) || header.has(.autorespond)
        if answers { return Verdict(kind: .machine, note: "out-of-office") }
        if isAuto { return Verdict(kind: .machine, note: "auto-generated") }
        if header.has(.list) || says(precedence, "list") {
            return Verdict(kind: .machine, note: "list")
        }
        if says(precedence, "bulk") || says(precedence, "junk") {
            return Verdict(kind: .machine, note: "bulk")
        }
        return isNullSender ? Verdict(kind: .machine, note: "null-sender") : nil
    }

    /// A multipart/report as the outermost part (RFC 6522).
    private static func report(_ bytes: [UInt8], _ parts: [MIMEPart]) -> Verdict? {
        guard let first = parts.first, first.mediaType == "multipart/report" else { return nil }
        if first.reportType == "disposition-notification" {
            return Verdict(kind: .machine, note: "read-receipt")
        }
        if first.reportType == "feedback-report" {
            return Verdict(kind: .machine, note: "complaint")
        }
        let status = parts.first {
            $0.mediaType == "message/delivery-status"
                || $0.mediaType == "message/global-delivery-status"
        }
        guard let status else { return Verdict(kind: .bounce, note: "bounce") }
        let content = status.encoding.decode(bytes, status.body)
        let actions = actions(content)
        let failed = actions.isEmpty || actions.contains { says($0, "failed") }
        return Verdict(kind: .bounce, note: failed ? "bounce" : "delivery-report")
    }

    /// The Action of each recipient of a delivery status (RFC 3464, section 2.3.3), lower case.
    private static func actions(_ content: [UInt8]) -> [[UInt8]] {
        var actions: [[UInt8]] = []
        var position = 0
        let name = Array("action:".utf8)
        while position < content.count {
            let line = Octets.line(in: content, from: position, to: content.count)
            if Octets.stands(name, in: content, at: position, before: line.contentEnd) {
                actions.append(keyword(content, (position + name.count)..<line.contentEnd))
            }
            position = line.next
        }
        return actions
    }

    /// The first word of a value, lower case; comments and parameters left out.
    private static func keyword(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        let value = Octets.trimmed(range, in: bytes)
        let end = bytes[value].firstIndex {
            Octets.isWhite($0) || $0 == Octets.semicolon || $0 == Octets.open || $0 == Octets.comma
        }
        return Octets.lowercased(bytes[value.lowerBound..<(end ?? value.upperBound)])
    }
}
