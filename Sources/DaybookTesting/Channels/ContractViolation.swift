/// A promise that an adapter did not keep, and on which sample.
public struct ContractViolation: Sendable, Hashable, CustomStringConvertible {
    /// What every adapter promises.
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// A whole, authentic sample is read.
        case reads
        /// The same bytes yield the same reading.
        case deterministic
        /// Delivered again later it becomes the same commands with the same content.
        case redeliveryRecognised = "redelivery-recognised"
        /// What is read of one message does not depend on which came before.
        case orderIndependent = "order-independent"
        /// Two messages never share an identity.
        case identitiesApart = "identities-apart"
        /// What is beyond a limit is refused or quarantined, never sealed.
        case bounded
        /// Codes, errors and tokens carry none of the sample's personal words.
        case confined
        /// No changed byte passes under a signature over others.
        case signatureChecked = "signature-checked"
    }

    /// Which promise.
    public let rule: Rule
    /// The sample's name.
    public let sample: String
    /// The byte at which it was cut or changed; −1 for the whole sample.
    public let place: Int

    init(_ rule: Rule, _ sample: String, at place: Int) {
        self.rule = rule
        self.sample = sample
        self.place = place
    }

    /// Rule, sample and place in one line; nothing of the content.
    public var description: String {
        place < 0 ? "\(rule.rawValue): \(sample)" : "\(rule.rawValue): \(sample) at byte \(place)"
    }
}
