/// The primary part of a BCP 47 language tag ("de", "gsw"): two or three letters, kept in 32 bits.
public struct LanguageTag: Sendable, Hashable, CustomStringConvertible {
    /// The letters as ASCII, the first in the lowest byte.
    public let packed: UInt32

    /// Makes a tag from two or three letters; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let letters = Array(text.utf8)
        guard (2...3).contains(letters.count) else { return nil }
        var packed: UInt32 = 0
        for letter in letters.reversed() {
            let lower = letter | 0x20
            guard (0x61...0x7A).contains(lower) else { return nil }
            packed = packed << 8 | UInt32(lower)
        }
        self.packed = packed
    }

    /// Makes a tag from its bits; `nil` for bits that are none.
    public init?(packed: UInt32) {
        guard let tag = LanguageTag(LanguageTag.text(packed)), tag.packed == packed else {
            return nil
        }
        self = tag
    }

    /// What it is, in words for a person.
    public var description: String { LanguageTag.text(packed) }

    private static func text(_ packed: UInt32) -> String {
        let letters = (0..<4).map { UInt8(truncatingIfNeeded: packed >> ($0 * 8)) }
        return String(decoding: letters.prefix { $0 != 0 }, as: UTF8.self)
    }
}
