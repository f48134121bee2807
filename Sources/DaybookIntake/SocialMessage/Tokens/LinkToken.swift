/// A one-time link out of a conversation, as a word in the address of the clinic's own form: `DL-` and
/// 32 letters.
///
/// 48 bits of the fact that made the link and 112 of HMAC, bound to the conversation. How long it is
/// good, and whether it was used, stands in the log.
package struct LinkToken: Sendable, Equatable {
    /// The sequence of the fact that made the link.
    package let sequence: UInt64

    private static let prefix = "DL-"
    private static let letterCount = 32
    private static let codeBytes = 14

    /// Names a link; `nil` beyond 48 bits.
    package init?(sequence: UInt64) {
        guard sequence <= OfferToken.sequenceMax else { return nil }
        self.sequence = sequence
    }

    /// The token's text for a conversation.
    package func text(by mint: TokenMint, conversation: UInt64) -> String {
        var bits = TokenBits()
        bits.append(sequence, bits: 48)
        bits.append(
            mint.code(
                .link,
                TokenMint.bigEndian(sequence),
                binding: TokenMint.bigEndian(conversation),
                length: LinkToken.codeBytes
            )
        )
        return LinkToken.prefix + String(decoding: bits.letters, as: UTF8.self)
    }

    /// Reads a token that came back; `nil` unless it was minted for this book and conversation.
    package init?(_ text: String, by mint: TokenMint, conversation: UInt64) {
        guard var reader = LinkToken.reader(text) else { return nil }
        sequence = reader.take(bits: 48)
        let code = reader.take(bytes: LinkToken.codeBytes)
        guard
            mint.isRight(
                code,
                .link,
                TokenMint.bigEndian(sequence),
                binding: TokenMint.bigEndian(conversation)
            )
        else { return nil }
    }

    /// The sequence that a text of a token's shape names, whoever minted it; `nil` for another
    /// shape. It proves nothing: read the token with the conversation of that fact.
    package static func sequence(in text: String) -> UInt64? {
        guard var reader = reader(text) else { return nil }
        return reader.take(bits: 48)
    }

    private static func reader(_ text: String) -> TokenBits.Reader? {
        TokenBits.Reader(text.utf8, prefix: prefix, count: letterCount)
    }
}
