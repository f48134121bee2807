/// Why a recurrence can't be taken: what part of it, and what was expected there.
public struct RecurrenceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, stable over releases.
    public enum Code: String, Sendable, CaseIterable {
        /// The text is not of RFC 5545's grammar.
        case malformed
        /// RFC 5545 knows it, Daybook does not book by it.
        case unsupported
        /// RFC 5545 forbids the combination.
        case forbidden
        /// It has more instances, or reaches further, than ``SeriesLimits`` allow.
        case tooLong = "too-long"
        /// The first instance is none of the rule's.
        case notInRule = "not-in-rule"
        /// It has no instance at all.
        case empty
    }

    /// What is wrong.
    public let code: Code
    /// The part of the text ("BYHOUR").
    public let part: String
    /// What was expected, for the one who wrote it.
    public let expected: String

    init(_ code: Code, _ part: String, _ expected: String) {
        self.code = code
        self.part = part
        self.expected = expected
    }

    /// What it is, in words for a person.
    public var description: String { "\(part): \(code.rawValue): expected \(expected)" }
}
