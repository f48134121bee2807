public import DaybookDomain

/// Reads what a member of staff writes down of a telephone call or of a person at the desk.
///
/// Lines `Name:`, `Phone:` and `Email:` come first, in any order and each at most once; then a
/// blank line and the note itself. Without such lines the whole is the note. UTF-8.
public struct StaffNote: ChannelAdapter {
    /// The channel the person came by: `.phone` or `.desk`.
    public let channel: Channel
    /// Names this very note: the same again is the same note, another is another.
    public let identity: [UInt8]
    /// When it was written, as the note's key itself says; the same each time the note is given
    /// again.
    public let writtenAt: Instant?

    /// Longest note in bytes.
    public static let bytesMax = 64 << 10

    /// Makes a reader of one note.
    ///
    /// - Parameters:
    ///   - channel: `.phone` or `.desk`.
    ///   - identity: Random bytes, or the caller's own key of the note. Of the 16 bytes of a UUID
    ///     of version 7 the time is taken, so that the log finds the note among its neighbours.
    public init(channel: Channel, identity: [UInt8]) {
        self.channel = channel
        self.identity = identity
        let isTimed = identity.count == 16 && identity[6] >> 4 == 7
        writtenAt =
            isTimed
            ? Instant(milliseconds: identity[..<6].reduce(0) { $0 << 8 | Int64($1) }) : nil
    }

    /// Reads one note. O(length).
    ///
    /// - Throws: ``Unreadable``: `too-large`, or `malformed` for bytes that are not UTF-8 and for
    ///   an empty note.
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        guard channel == .phone || channel == .desk, message.channel == channel else {
            throw Unreadable(.notConfigured, expected: "a note of a call or of the desk")
        }
        guard message.body.count <= StaffNote.bytesMax else {
            throw Unreadable(
                .tooLarge,
                offset: StaffNote.bytesMax,
                expected: "at most \(StaffNote.bytesMax) bytes"
            )
        }
        guard let all = String(validating: message.body, as: UTF8.self) else {
            throw Unreadable(.malformed, expected: "UTF-8")
        }
        var contact = Contact(.message, identity: Array(channel.name.utf8) + [0] + identity)
        contact.claimedAt = writtenAt
        contact.text = takeLines(all, into: &contact)
        contact.freshText = contact.text
        guard !contact.text.isEmpty else {
            throw Unreadable(.malformed, expected: "what the person asks for")
        }
        return Reading([contact])
    }

    /// Takes the lines about the person off the front; what is left is the note.
    private func takeLines(_ all: String, into contact: inout Contact) -> String {
        var phone = ""
        var email = ""
        var rest = all[...].utf8
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
            let line = trimmed(rest[..<end])
            guard let colon = line.firstIndex(of: 0x3A) else { break }
            let value = String(trimmed(line[colon...].dropFirst())) ?? ""
            switch String(line[..<colon])?.lowercased() {
            case "name": contact.senderName = value
            case "phone": phone = value
            case "email": email = value
            default: return finish(rest, phone, email, &contact)
            }
            rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...]
        }
        return finish(rest, phone, email, &contact)
    }

    private func finish(
        _ rest: Substring.UTF8View,
        _ phone: String,
        _ email: String,
        _ contact: inout Contact
    ) -> String {
        // Who calls is known by their number, who stands at the desk by the address they write
        // from.
        let (first, second) = channel == .phone ? (phone, email) : (email, phone)
        contact.sender = first.isEmpty ? second : first
        if !phone.isEmpty { contact.fields.append((name: "phone", value: phone)) }
        if !email.isEmpty { contact.fields.append((name: "email", value: email)) }
        return String(trimmed(rest)) ?? ""
    }

    private func trimmed(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
        var rest = bytes
        while let first = rest.first, first <= 0x20 { rest = rest.dropFirst() }
        while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
        return rest
    }
}
