/// The way a message or a command reached the clinic. The raw values are frozen: they stand in
/// every fact.
public enum Channel: UInt8, Sendable, Hashable, CaseIterable {
    /// Entered by Daybook itself or by an administrator's command.
    case system = 0
    /// Entered by staff from a telephone call.
    case phone = 1
    /// Entered by staff for a person at the desk.
    case desk = 2
    /// Electronic mail (RFC 5322).
    case email = 3
    /// The clinic's own web form.
    case form = 4
    /// Facebook Messenger.
    case messenger = 5
    /// Instagram direct messages.
    case instagram = 6
    /// WhatsApp Cloud API.
    case whatsapp = 7
    /// Telegram bot messages.
    case telegram = 8
    /// Text messages (Twilio).
    case sms = 9
    /// X direct messages.
    case x = 10
    /// Slack, for pilots inside the clinic.
    case slack = 11
    /// The clinic's private patient forum.
    case forum = 12
    /// Ask-a-nurse.
    case nurse = 13
    /// Chat on the clinic's own site.
    case chat = 14
    /// Import from another system's diary.
    case transfer = 15

    /// The channel's stable name, as in `clinic.json`, on the command line and in exports.
    public var name: String {
        switch self {
        case .system: "system"
        case .phone: "phone"
        case .desk: "desk"
        case .email: "email"
        case .form: "form"
        case .messenger: "messenger"
        case .instagram: "instagram"
        case .whatsapp: "whatsapp"
        case .telegram: "telegram"
        case .sms: "sms"
        case .x: "x"
        case .slack: "slack"
        case .forum: "forum"
        case .nurse: "nurse"
        case .chat: "chat"
        case .transfer: "transfer"
        }
    }

    /// Whether patients write there on a page of the clinic's own, which takes nothing after that.
    public var isForm: Bool { self == .form || self == .nurse }

    /// The channel with this stable name, if there is one. O(number of channels).
    public init?(name: some StringProtocol) {
        guard let found = Channel.allCases.first(where: { name == $0.name }) else { return nil }
        self = found
    }
}
