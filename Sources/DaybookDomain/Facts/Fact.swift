/// A stored event: 64 bytes, the same layout for every kind, no direct identifier.
///
/// The eight little-endian words below are exactly the 64 bytes of `schemas/log.md` on a
/// little-endian machine (which is required), so a page of the log is a `Span<Fact>` without
/// decoding:
///
/// | Bytes | Field |
/// |---|---|
/// | 0–7 | sequence, big-endian: its order in the log |
/// | 8, 9, 10–15 | kind, version, recordedAt (signed ms) |
/// | 16, 17, 18–23 | channel, actor class, occurredAt (signed ms) |
/// | 24, 25, 26–31 | flags, rank, subject |
/// | 32–39 | party |
/// | 40–41, 42–47 | reason, cause |
/// | 48–51, 52–53, 54, 55 | start (UTC minute), length, buffer before, buffer after (minutes) |
/// | 56–57, 58–59, 60–63 | resource, service, detail |
///
/// The accessors are inlinable because every projection reads several of them per fact.
@frozen
public struct Fact: Sendable, BitwiseCopyable {
    @usableFromInline var word0: UInt64
    @usableFromInline var word1: UInt64
    @usableFromInline var word2: UInt64
    @usableFromInline var word3: UInt64
    @usableFromInline var word4: UInt64
    @usableFromInline var word5: UInt64
    @usableFromInline var word6: UInt64
    @usableFromInline var word7: UInt64

    /// A fact of that kind with every other field zero.
    @inlinable
    public init(_ kind: Kind) {
        word0 = 0
        word1 = UInt64(kind.rawValue) | (1 << 8)
        word2 = 0
        word3 = 0
        word4 = 0
        word5 = 0
        word6 = 0
        word7 = 0
    }

    /// A fact from its eight words, as they lie in memory.
    @inlinable
    public init(words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)) {
        (word0, word1, word2, word3, word4, word5, word6, word7) = words
    }

    /// The eight words, as they lie in memory.
    @inlinable
    public var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) {
        (word0, word1, word2, word3, word4, word5, word6, word7)
    }

    @inlinable @inline(__always)
    static func signed48(_ word: UInt64) -> Int64 { Int64(bitPattern: word) >> 16 }

    @inlinable @inline(__always)
    static func low16(_ word: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: word) }
}

extension Fact: Hashable {
    /// Whether all 64 bytes are the same.
    @inlinable
    public static func == (left: Fact, right: Fact) -> Bool {
        left.word0 == right.word0 && left.word1 == right.word1 && left.word2 == right.word2
            && left.word3 == right.word3 && left.word4 == right.word4
            && left.word5 == right.word5 && left.word6 == right.word6
            && left.word7 == right.word7
    }

    /// Hashes the words that tell facts apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(word0)
        hasher.combine(word1)
        hasher.combine(word3)
        hasher.combine(word6)
    }
}
