import Daybook

@testable import DaybookIntake

/// The readers, set up once.
enum Fuzzed {
    static let receivedAt = Instant(milliseconds: 1_796_110_205_000)
    static let mail = EmailAdapter(addresses: ["desk@clinic.example"])
    static let secrets: LiveSecrets = {
        guard let secrets = LiveSecrets(current: FuzzSigning.secret) else {
            preconditionFailure("the secret is not empty")
        }
        return secrets
    }()

    static func read(
        _ bytes: [UInt8],
        _ channel: Channel,
        _ adapter: some ChannelAdapter,
        _ headers: [RawMessage.Header] = []
    ) {
        let message = RawMessage(
            channel: channel,
            body: bytes,
            headers: headers,
            receivedAt: receivedAt
        )
        do throws(Unreadable) {
            let reading = try adapter.read(message)
            precondition(reading.count <= Reading.contactsMax, "more contacts than a reading has")
        } catch {
            precondition(!error.expected.isEmpty, "a refusal says what was expected")
        }
    }

    static func readWords(_ bytes: [UInt8]) {
        guard let now = WallTime(year: 2026, month: 12, day: 1, hour: 10, minute: 0) else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        for language in TimeLanguage.allCases {
            let reading = TimeGrammar.read(text, language: language.rawValue, at: now)
            precondition(reading.wishes.isEmpty == (reading.gaveUp != nil))
            precondition(reading.wishes.count <= WordLimits.wishesMax)
            for wish in reading.wishes {
                precondition(now.date <= wish.first && wish.first <= wish.last)
                precondition(0 <= wish.fromMinute && wish.fromMinute <= wish.throughMinute)
                precondition(wish.throughMinute <= 1_440)
            }
        }
    }

    /// Whatever a server wrote, other servers' words above it change nothing, and without the own
    /// server's name nobody is denied.
    static func readResults(_ bytes: [UInt8]) {
        let field = Array("Authentication-Results: ".utf8) + bytes + Array("\r\n\r\n".utf8)
        let foreign = Array("Authentication-Results: mx.other.example; dmarc=fail\r\n".utf8)
        let alone = contact(field, authority: FuzzSeeds.authority)
        let below = contact(foreign + field, authority: FuzzSeeds.authority)
        let unnamed = contact(field, authority: "")
        precondition(!unnamed.note.contains("sender-unverified"), "nobody's word was believed")
        guard alone.kind != .quarantined, below.kind != .quarantined else { return }
        precondition(alone.note == below.note, "another server's word was believed")
    }

    private static func contact(_ bytes: [UInt8], authority: String) -> Contact {
        mail.contact(
            from: RawMessage(
                channel: .email,
                body: bytes,
                headers: [.init(name: MailEnvelope.authority, value: authority)],
                receivedAt: receivedAt
            )
        )
    }

    /// Blanks around it don't make another choice of one.
    static func readChoice(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let choice = WrittenChoice(text)
        switch choice {
        case .token(let token):
            let isNo = token.hasSuffix(ChoiceMark.no)
            let written = token.dropLast(isNo ? ChoiceMark.no.count : 0)
            precondition(!written.isEmpty && text.contains(written), "a code that nobody wrote")
        case .number(let number): precondition((1...9).contains(number))
        case .time(let time):
            precondition(WallTime(ascii: Array(time.description.utf8)) == time, "no such time")
        case nil: break
        }
        guard text.utf8.count < 4_000 else { return }
        precondition(WrittenChoice(" \n\(text)\r\n ") == choice, "blanks made another choice")
    }
}
