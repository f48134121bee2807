internal import Crypto

/// Mints and checks the short tokens that travel through patients' hands: offers in messages, slots
/// and the form's own token on web pages.
///
/// Each carries an HMAC-SHA256, cut short, over what it says, the book, and what it is bound to (a
/// conversation, a session). Comparison takes constant time and every live secret is tried.
package struct TokenMint: Sendable {
    private let book: [UInt8]
    private let keys: LiveSecrets

    /// Mints for one book.
    ///
    /// - Parameters:
    ///   - book: the book's id: a token of one book is worth nothing in another.
    ///   - keys: secrets of this use only; the first one mints.
    package init(book: [UInt8], keys: LiveSecrets) {
        self.book = book
        self.keys = keys
    }

    /// What a token is for, so that one kind never passes for another.
    enum Purpose: UInt8 {
        case offer = 1
        case slot = 2
        case form = 3
        case link = 4
        case reminder = 5
    }

    /// The code under the minting secret, cut to `length` bytes.
    func code(_ purpose: Purpose, _ payload: [UInt8], binding: [UInt8], length: Int) -> [UInt8] {
        guard let secret = keys.secrets.first else { return [] }
        return code(purpose, payload, binding: binding, length: length, secret: secret)
    }

    /// Whether `code` is right under any live secret.
    func isRight(
        _ code: [UInt8],
        _ purpose: Purpose,
        _ payload: [UInt8],
        binding: [UInt8]
    ) -> Bool {
        var isRight = false
        for secret in keys.secrets {
            let wanted = self.code(
                purpose,
                payload,
                binding: binding,
                length: code.count,
                secret: secret
            )
            let matches = ConstantTime.areEqual(wanted, code)
            isRight = matches || isRight
        }
        return isRight
    }

    /// Lengths stand before what varies, so that no two inputs give the same bytes.
    private func code(
        _ purpose: Purpose,
        _ payload: [UInt8],
        binding: [UInt8],
        length: Int,
        secret: [UInt8]
    ) -> [UInt8] {
        var mac = HMAC<SHA256>(key: SymmetricKey(data: secret))
        mac.update(data: Array("daybook token 1".utf8) + [purpose.rawValue])
        for part in [book, binding, payload] {
            mac.update(data: TokenMint.bigEndian(UInt64(part.count)))
            mac.update(data: part)
        }
        return Array(mac.finalize().prefix(length))
    }

    static func bigEndian(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    }
}
