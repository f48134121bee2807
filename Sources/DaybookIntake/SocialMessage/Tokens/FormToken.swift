package import DaybookDomain

/// The hidden field that says when a form was rendered, bound to the visitor's session: `DF-` and
/// 24 letters, 48 bits of milliseconds and 72 of HMAC.
package struct FormToken: Sendable, Equatable {
    /// When the form was rendered.
    package let renderedAt: Instant

    private static let prefix = "DF-"
    private static let letterCount = 24
    private static let codeBytes = 9

    /// For a form rendered at that instant; clamped to what facts can hold.
    package init(renderedAt: Instant) {
        let range = Instant.representable
        self.renderedAt = Instant(
            milliseconds: min(max(renderedAt.milliseconds, range.lowerBound), range.upperBound)
        )
    }

    /// The token's text for a session.
    package func text(by mint: TokenMint, session: [UInt8]) -> String {
        var bits = TokenBits()
        bits.append(UInt64(bitPattern: renderedAt.milliseconds), bits: 48)
        bits.append(mint.code(.form, payload, binding: session, length: FormToken.codeBytes))
        return FormToken.prefix + String(decoding: bits.letters, as: UTF8.self)
    }

    /// Reads a token that came back; `nil` unless it was minted for this book and session.
    package init?(_ text: String, by mint: TokenMint, session: [UInt8]) {
        guard
            var reader = TokenBits.Reader(
                text.utf8,
                prefix: FormToken.prefix,
                count: FormToken.letterCount
            )
        else { return nil }
        // The 48 bits are a signed number: its sign is spread over the upper 16.
        let milliseconds = Int64(bitPattern: reader.take(bits: 48) << 16) >> 16
        renderedAt = Instant(milliseconds: milliseconds)
        let code = reader.take(bytes: FormToken.codeBytes)
        guard mint.isRight(code, .form, payload, binding: session) else { return nil }
    }

    private var payload: [UInt8] {
        TokenMint.bigEndian(UInt64(bitPattern: renderedAt.milliseconds))
    }
}
