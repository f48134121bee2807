package import DaybookDomain

/// A free time as a form offers it: `DS-` and 32 letters, good as a radio button's value and in a
/// URL. Only times that the clinic rendered come back.
///
/// 16 bits of resource, 16 of service, 32 of start, 32 of expiry and 64 of HMAC.
package struct SlotToken: Sendable, Equatable {
    /// The resource's number in the log.
    package let resource: UInt16
    /// The service's number in the log.
    package let service: UInt16
    /// When the appointment would begin.
    package let start: Minute
    /// From when on the token is refused.
    package let expiry: Minute

    private static let prefix = "DS-"
    private static let letterCount = 32
    private static let codeBytes = 8

    /// Names a free time.
    package init(resource: UInt16, service: UInt16, start: Minute, expiry: Minute) {
        self.resource = resource
        self.service = service
        self.start = start
        self.expiry = expiry
    }

    /// The token's text.
    ///
    /// - Parameter binding: a session if the page is one person's, else nothing.
    package func text(by mint: TokenMint, boundTo binding: [UInt8] = []) -> String {
        var bits = TokenBits()
        bits.append(payload)
        bits.append(mint.code(.slot, payload, binding: binding, length: SlotToken.codeBytes))
        return SlotToken.prefix + String(decoding: bits.letters, as: UTF8.self)
    }

    /// Reads a token that came back; `nil` unless it was minted for this book and binding. Whether
    /// it has expired is for ``isExpired(at:)`` to say.
    package init?(_ text: String, by mint: TokenMint, boundTo binding: [UInt8] = []) {
        guard
            var reader = TokenBits.Reader(
                text.utf8,
                prefix: SlotToken.prefix,
                count: SlotToken.letterCount
            )
        else { return nil }
        resource = UInt16(truncatingIfNeeded: reader.take(bits: 16))
        service = UInt16(truncatingIfNeeded: reader.take(bits: 16))
        start = Minute(Int32(truncatingIfNeeded: reader.take(bits: 32)))
        expiry = Minute(Int32(truncatingIfNeeded: reader.take(bits: 32)))
        let code = reader.take(bytes: SlotToken.codeBytes)
        guard mint.isRight(code, .slot, payload, binding: binding) else { return nil }
    }

    /// Whether the token is refused at that instant.
    package func isExpired(at now: Instant) -> Bool {
        now >= expiry.instant
    }

    private var payload: [UInt8] {
        let first = UInt64(resource) << 48 | UInt64(service) << 32
        let starts = UInt64(UInt32(bitPattern: start.value))
        let expires = TokenMint.bigEndian(UInt64(UInt32(bitPattern: expiry.value))).suffix(4)
        return TokenMint.bigEndian(first | starts) + expires
    }
}
