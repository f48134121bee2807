import Daybook

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
}
