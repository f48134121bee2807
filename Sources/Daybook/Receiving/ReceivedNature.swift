internal import DaybookDomain
internal import DaybookIntake

/// What a contact, as an adapter read it, is to the domain.
enum ReceivedNature {
    static func of(_ summary: ContactSummary) -> Incoming.Nature {
        switch summary.kind {
        case .message, .choice, .mention: .message
        case .edit: .edit
        case .unsend: .unsend
        case .reaction: .reaction
        case .echo: .staffEcho
        case .delivered: .delivered
        case .read: .read
        case .failed: .failed
        case .machine, .bounce: .machine
        case .unrecognised: .unrecognised
        case .quarantined: .quarantined
        }
    }

    /// Whether its own id or references name the message it is about.
    static func isAboutAMessage(_ kind: Contact.Kind) -> Bool {
        switch kind {
        case .edit, .unsend, .reaction, .echo, .delivered, .read, .failed, .bounce: true
        default: false
        }
    }

    /// Whether it is what somebody wrote, which opens a conversation or goes on with one.
    static func opens(_ kind: Contact.Kind) -> Bool {
        kind == .message || kind == .choice || kind == .mention
    }

    static func actor(of summary: ContactSummary) -> ActorClass {
        switch summary.kind {
        case .machine, .bounce: .machine
        case .echo: .staff
        case .delivered, .read, .failed, .unrecognised: .service
        default: .patient
        }
    }

    /// The reason code that an adapter's note stands for.
    static func reason(of summary: ContactSummary) -> Reason {
        switch summary.kind {
        case .bounce: return .bounce
        case .machine:
            if summary.note != "unlisted",
                summary.note.contains("list") || summary.note.contains("bulk")
            {
                return .list
            }
            if summary.note.contains("loop") { return .loop }
            return .autoReply
        case .quarantined:
            if summary.note.contains("large") || summary.note.contains("long") { return .tooLarge }
            if summary.note.contains("deep") { return .tooDeep }
            if summary.note.contains("many") { return .tooMany }
            return .malformed
        default: return .none
        }
    }
}
