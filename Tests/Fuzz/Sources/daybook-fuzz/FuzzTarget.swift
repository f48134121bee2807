import Daybook

/// What is fed noise: each reader of bytes from outside.
enum FuzzTarget: String, CaseIterable, Sendable {
    /// A whole mail: structure, transfer encodings, charsets, HTML, quotes.
    case mime
    /// The value of a Subject: folds and encoded words.
    case header
    /// What a mail server found out about a sender.
    case authentication
    /// The calendar in a mail.
    case calendar
    case messenger
    case instagram
    case whatsapp
    case telegram
    case sms
    case x
    case slack
    case forum
    /// A form's body of either type.
    case form
    /// Ask-a-nurse.
    case nurse
    /// Words of time, in every language.
    case words
    /// An offered time chosen in words.
    case choice
    /// A line of a recording.
    case recorded

    /// Reads the bytes. Refusals are answers; a trap is what is looked for.
    func read(_ bytes: [UInt8]) {
        switch self {
        case .mime: Fuzzed.read(bytes, .email, Fuzzed.mail)
        case .header:
            let mail = Array("Subject: ".utf8) + bytes + Array("\r\n\r\n".utf8)
            Fuzzed.read(mail, .email, Fuzzed.mail)
        case .authentication: Fuzzed.readResults(bytes)
        case .calendar:
            let header = "From: a@example.org\r\nContent-Type: text/calendar\r\n\r\n"
            Fuzzed.read(Array(header.utf8) + bytes, .email, Fuzzed.mail)
        case .messenger, .instagram, .whatsapp:
            guard let channel = Channel(name: rawValue) else { return }
            let adapter = MetaAdapter(channel: channel, secrets: Fuzzed.secrets)
            Fuzzed.read(bytes, channel, adapter, FuzzSigning.hub(bytes))
        case .telegram:
            let adapter = TelegramAdapter(bot: "7", secrets: Fuzzed.secrets)
            Fuzzed.read(bytes, .telegram, adapter, FuzzSigning.telegram())
        case .sms:
            let adapter = TwilioAdapter(addresses: [FuzzSigning.address], secrets: Fuzzed.secrets)
            Fuzzed.read(bytes, .sms, adapter, FuzzSigning.twilio(bytes))
        case .x: Fuzzed.read(bytes, .x, XAdapter(secrets: Fuzzed.secrets), FuzzSigning.x(bytes))
        case .slack:
            let adapter = SlackAdapter(secrets: Fuzzed.secrets)
            Fuzzed.read(bytes, .slack, adapter, FuzzSigning.slack(bytes))
        case .forum:
            let adapter = DiscourseAdapter(secrets: Fuzzed.secrets)
            Fuzzed.read(bytes, .forum, adapter, FuzzSigning.discourse(bytes))
        case .form: Fuzzed.read(bytes, .form, FormAdapter())
        case .nurse: Fuzzed.read(bytes, .nurse, FormAdapter(channel: .nurse))
        case .words: Fuzzed.readWords(bytes)
        case .choice: Fuzzed.readChoice(bytes)
        case .recorded: _ = try? RecordedDelivery(line: bytes)
        }
    }
}
