/// One time of an offer, as a button's payload or a word that a patient types: `DB-` and 20
/// letters, in either case. It fits every platform (Telegram's 64 bytes are the least).
///
/// 48 bits of sequence, 4 of index and 48 of HMAC. Guessing one for a given conversation takes 2^47
/// messages on average.
package struct OfferToken: Sendable, Equatable {
    /// The sequence of the offer's first fact, or of the hold.
    package let sequence: UInt64
    /// Which of the offer's times, from 0.
    package let index: UInt8

    /// The largest sequence a token holds.
    package static let sequenceMax: UInt64 = (1 << 48) - 1
    /// The largest index a token holds.
    package static let indexMax: UInt8 = 15

    private static let prefix = "DB-"
    private static let letterCount = 20
    private static let codeBytes = 6

    /// Names a time; `nil` beyond ``sequenceMax`` or ``indexMax``.
    package init?(sequence: UInt64, index: UInt8) {
        guard sequence <= OfferToken.sequenceMax, index <= OfferToken.indexMax else { return nil }
        self.sequence = sequence
        self.index = index
    }

    /// The token's text, bound to a conversation or party.
    package func text(by mint: TokenMint, boundTo binding: [UInt8]) -> String {
        var bits = TokenBits()
        bits.append(sequence, bits: 48)
        bits.append(UInt64(index), bits: 4)
        bits.append(
            mint.code(.offer, payload, binding: binding, length: OfferToken.codeBytes)
        )
        return OfferToken.prefix + String(decoding: bits.letters, as: UTF8.self)
    }

    /// Reads a token that came back; `nil` unless it was minted for this book and binding.
    package init?(_ text: String, by mint: TokenMint, boundTo binding: [UInt8]) {
        guard
            var reader = TokenBits.Reader(
                text.utf8,
                prefix: OfferToken.prefix,
                count: OfferToken.letterCount
            )
        else { return nil }
        self.init(sequence: reader.take(bits: 48), index: UInt8(reader.take(bits: 4)))
        let code = reader.take(bytes: OfferToken.codeBytes)
        guard mint.isRight(code, .offer, payload, binding: binding) else { return nil }
    }

    /// The sequence that a text of a token's shape names, whoever minted it; `nil` for another
    /// shape. It proves nothing: read the token with the party of that fact.
    package static func sequence(in text: String) -> UInt64? {
        guard var reader = TokenBits.Reader(text.utf8, prefix: prefix, count: letterCount) else {
            return nil
        }
        return reader.take(bits: 48)
    }

    /// Whether a text has a token's shape, whoever minted it.
    package static func isShaped(_ text: String) -> Bool {
        TokenBits.Reader(text.utf8, prefix: prefix, count: letterCount) != nil
    }

    private var payload: [UInt8] {
        TokenMint.bigEndian(sequence) + [index]
    }
}
