package import DaybookDomain

/// What a patient answers a reminder with, as a button's payload, a word that they type, or a part of
/// a web address: `DR-` and 24 letters, in either case.
///
/// 48 bits of the reminder's fact, 8 of the answer and 64 of HMAC, bound to the party that was
/// reminded. Whether the answer still counts stands in the log.
package struct ReminderToken: Sendable, Equatable {
    /// The sequence of the reminder.
    package let reminder: UInt64
    /// What it answers.
    package let answer: ReminderAnswer

    /// What every token begins with.
    static let prefix = "DR-"
    /// How many letters follow.
    static let letterCount = 24
    private static let codeBytes = 8

    /// Names an answer; `nil` beyond 48 bits.
    package init?(reminder: UInt64, _ answer: ReminderAnswer) {
        guard reminder <= OfferToken.sequenceMax else { return nil }
        self.reminder = reminder
        self.answer = answer
    }

    /// The token's text, bound to the party that is reminded.
    package func text(by mint: TokenMint, boundTo party: UInt64) -> String {
        var bits = TokenBits()
        bits.append(reminder, bits: 48)
        bits.append(UInt64(answer.rawValue), bits: 8)
        bits.append(
            mint.code(
                .reminder,
                payload,
                binding: TokenMint.bigEndian(party),
                length: ReminderToken.codeBytes
            )
        )
        return ReminderToken.prefix + String(decoding: bits.letters, as: UTF8.self)
    }

    /// Reads a token that came back; `nil` unless it was minted for this book and party.
    package init?(_ text: String, by mint: TokenMint, boundTo party: UInt64) {
        guard var reader = ReminderToken.reader(text) else { return nil }
        let reminder = reader.take(bits: 48)
        guard
            let answer = ReminderAnswer(
                rawValue: UInt8(truncatingIfNeeded: reader.take(bits: 8))
            )
        else { return nil }
        self.init(reminder: reminder, answer)
        let code = reader.take(bytes: ReminderToken.codeBytes)
        guard
            mint.isRight(code, .reminder, payload, binding: TokenMint.bigEndian(party))
        else { return nil }
    }

    /// The reminder that a text of a token's shape names, whoever minted it; `nil` for another
    /// shape. It proves nothing: read the token with the party of that fact.
    package static func reminder(in text: String) -> UInt64? {
        guard var reader = reader(text) else { return nil }
        return reader.take(bits: 48)
    }

    private static func reader(_ text: String) -> TokenBits.Reader? {
        TokenBits.Reader(text.utf8, prefix: prefix, count: letterCount)
    }

    private var payload: [UInt8] {
        TokenMint.bigEndian(reminder) + [answer.rawValue]
    }
}
