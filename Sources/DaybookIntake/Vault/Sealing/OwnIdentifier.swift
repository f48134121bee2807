/// What stands before the `@` of the ids that the clinic gives out: of mails and of appointments in
/// calendars. It carries its numbers and a code over them, so that what comes back is known without
/// having been written down, and nobody can make one up.
///
/// 48 bits of one number, 48 of another, four zeros and 80 of HMAC, as 36 letters after a prefix.
package struct OwnIdentifier: Sendable, Equatable {
    /// What an id names.
    package enum Kind: UInt8, Sendable, CaseIterable {
        /// A mail: the conversation's number and the answer's.
        case mail = 1
        /// An appointment in a calendar: its number, and 0.
        case appointment = 2

        var prefix: String {
            switch self {
            case .mail: "DM."
            case .appointment: "DA."
            }
        }
    }

    /// What it names.
    package let kind: Kind
    /// The first number: conversation or appointment.
    package let subject: UInt64
    /// The second: the answer.
    package let detail: UInt64

    private static let numberMax: UInt64 = (1 << 48) - 1
    private static let letterCount = 36
    private static let codeBytes = 10
    /// Zero bits before the code, so that letters of five bits hold all of it.
    private static let fillBits = 4

    /// Names something; `nil` beyond 48 bits.
    package init?(_ kind: Kind, subject: UInt64, detail: UInt64 = 0) {
        guard subject <= OwnIdentifier.numberMax, detail <= OwnIdentifier.numberMax else {
            return nil
        }
        self.kind = kind
        self.subject = subject
        self.detail = detail
    }

    /// The id at that domain, without brackets.
    package func text(by vault: Vault, domain: String) throws(VaultError) -> String {
        var bits = TokenBits()
        bits.append(subject, bits: 48)
        bits.append(detail, bits: 48)
        bits.append(0, bits: OwnIdentifier.fillBits)
        bits.append(try vault.messageIDMAC(payload).prefix(OwnIdentifier.codeBytes))
        return kind.prefix + String(decoding: bits.letters, as: UTF8.self) + "@" + domain
    }

    /// Reads an id that came back; `nil` unless this book gave it out. The domain does not matter:
    /// some mail programs write another one.
    package init?(_ text: String, _ kind: Kind, by vault: Vault) throws(VaultError) {
        let local = text.utf8.prefix { $0 != 0x40 }
        guard
            var reader = TokenBits.Reader(
                local,
                prefix: kind.prefix,
                count: OwnIdentifier.letterCount
            )
        else { return nil }
        self.init(kind, subject: reader.take(bits: 48), detail: reader.take(bits: 48))
        guard reader.take(bits: OwnIdentifier.fillBits) == 0 else { return nil }
        let code = reader.take(bytes: OwnIdentifier.codeBytes)
        let wanted = try vault.messageIDMAC(payload).prefix(OwnIdentifier.codeBytes)
        guard Vault.equal(Array(wanted), code) else { return nil }
    }

    private var payload: [UInt8] {
        [kind.rawValue] + VaultBytes.bigEndian(subject) + VaultBytes.bigEndian(detail)
    }
}
