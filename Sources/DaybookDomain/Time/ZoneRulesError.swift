/// Why bytes are no zone rules: what was expected, and at which byte.
public struct ZoneRulesError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the reader expected and did not find. New cases may be added.
    public enum Expectation: String, Sendable, Hashable {
        case smallerFile = "a file of at most 256 KiB"
        case magic = "the four bytes TZif"
        case knownVersion = "version 0 (one), 2, 3 or 4"
        case moreBytes = "more bytes"
        case noMoreBytes = "the end"
        case consistentCounts = "counts that RFC 9636 section 3.1 allows"
        case noLeapSeconds = "no leap seconds: POSIX time does not count them"
        case fewerTransitions = "at most 4096 transitions"
        case ascendingTime = "a time later than the one before and within 48 bits of milliseconds"
        case typeIndex = "the index of a local time type"
        case offset = "an offset above -25 h and below +26 h"
        case flag = "0 or 1"
        case designationIndex = "an index into the designations"
        case footer = "a footer between line feeds"
        case zoneName = "a zone name of letters, or in angle brackets"
        case number = "a decimal number in range"
        case rule = "a rule of the forms Mm.w.d, Jn or n"
        case encodingVersion = "encoding version 1"
        case shortestForm = "a number of at most 64 bits in its shortest form"
        case changedOffset = "an offset that differs from the one before"
    }

    /// Where reading stopped, in bytes from the start.
    public let position: Int
    /// What was expected there.
    public let expected: Expectation

    /// Makes an error.
    public init(position: Int, expected: Expectation) {
        self.position = position
        self.expected = expected
    }

    /// The error in words, safe to show: it repeats nothing of the input.
    public var description: String {
        "zone rules: expected \(expected.rawValue) at byte \(position)"
    }
}
