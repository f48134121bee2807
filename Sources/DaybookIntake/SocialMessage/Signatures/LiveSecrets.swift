internal import Crypto

/// The secret that a channel shares with its platform, and during a rotation the one before it.
///
/// Give each channel secrets of its own: an adapter accepts messages of its channel only, so a
/// secret that leaks at one platform signs nothing for another.
public struct LiveSecrets: Sendable {
    /// Secret bytes, the current one first.
    let secrets: [[UInt8]]
    /// HMAC-SHA256 with each secret already taken in, which is most of the work for a short body.
    private let prepared: [HMAC<SHA256>]

    /// Takes one or two secrets; `nil` if one is empty, since everybody knows the empty secret.
    ///
    /// - Parameters:
    ///   - current: the secret that new messages are signed with.
    ///   - previous: the one before it, while messages signed with it may still arrive.
    public init?(current: [UInt8], previous: [UInt8]? = nil) {
        guard !current.isEmpty, previous?.isEmpty != true else { return nil }
        secrets = [current] + (previous.map { [$0] } ?? [])
        prepared = secrets.map { HMAC<SHA256>(key: SymmetricKey(data: $0)) }
    }

    /// Whether `code` is the HMAC-SHA256 of the parts, one after the other, under a live secret.
    ///
    /// Every secret is tried and every byte compared, whatever the first differences, so that the
    /// time taken tells nothing about the right code.
    func signSHA256(_ parts: [UInt8]..., code: [UInt8]) -> Bool {
        var isRight = false
        for start in prepared {
            var mac = start
            for part in parts { mac.update(data: part) }
            let matches = ConstantTime.areEqual(mac.finalize(), code)
            isRight = matches || isRight
        }
        return isRight
    }

    /// The HMAC-SHA256 of the parts under the current secret, for what we sign ourselves.
    func codeSHA256(_ parts: [UInt8]...) -> [UInt8] {
        // There is always a first one: the initialiser takes it.
        var mac = prepared[0]
        for part in parts { mac.update(data: part) }
        return Array(mac.finalize())
    }

    /// The same check for HMAC-SHA1, which only Twilio still uses.
    func signSHA1(_ parts: [UInt8]..., code: [UInt8]) -> Bool {
        var isRight = false
        for secret in secrets {
            var mac = HMAC<Insecure.SHA1>(key: SymmetricKey(data: secret))
            for part in parts { mac.update(data: part) }
            let matches = ConstantTime.areEqual(mac.finalize(), code)
            isRight = matches || isRight
        }
        return isRight
    }

    /// Whether `text` is a live secret itself, for platforms that send it along.
    func contain(_ text: [UInt8]) -> Bool {
        // Digests have one length, so the time taken does not tell the secret's.
        let given = Array(SHA256.hash(data: text))
        var isRight = false
        for secret in secrets {
            let matches = ConstantTime.areEqual(SHA256.hash(data: secret), given)
            isRight = matches || isRight
        }
        return isRight
    }
}

extension LiveSecrets: CustomStringConvertible, CustomReflectable {
    /// Says how many there are, never what they are.
    public var description: String { "\(secrets.count) live secrets" }

    /// Shows nothing to those who dump values.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
