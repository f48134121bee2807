import Foundation

/// Looks for words in bytes as they are, in UTF-16 and in base64 at its three alignments.
struct Canaries {
    /// The shortest word that is looked for, in bytes: shorter ones stand in random bytes by
    /// chance.
    static let bytesMin = 8

    private var patterns: [UInt64: [(word: String, bytes: [UInt8])]] = [:]
    /// How many words are looked for.
    private(set) var count = 0

    /// Takes words; those that are too short are left out.
    init(_ words: Set<String>) {
        for word in words where word.utf8.count >= Canaries.bytesMin {
            count += 1
            add(Array(word.utf8), word)
            for isBig in [true, false] {
                add(
                    word.utf16.flatMap { unit -> [UInt8] in
                        let pair = [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
                        return isBig ? pair : pair.reversed()
                    },
                    word
                )
            }
            for shift in 0..<3 { add(Canaries.base64(Array(word.utf8), after: shift), word) }
        }
    }

    /// The letters that depend on the word alone, whatever stands before and after it.
    private static func base64(_ bytes: [UInt8], after shift: Int) -> [UInt8] {
        let letters = Array(
            Data([UInt8](repeating: 0, count: shift) + bytes).base64EncodedString().utf8
        )
        let first = (shift * 8 + 5) / 6
        let last = (shift + bytes.count) * 8 / 6
        return Array(letters[first..<last])
    }

    private mutating func add(_ bytes: [UInt8], _ word: String) {
        guard bytes.count >= Canaries.bytesMin else { return }
        let key = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        patterns[key, default: []].append((word, bytes))
    }

    /// The words that occur. One pass over the bytes.
    func found(in bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var window: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            window = window << 8 | UInt64(byte)
            guard index >= 7, window != 0, let candidates = patterns[window] else { continue }
            let rest = bytes[(index - 7)...]
            for (word, pattern) in candidates where rest.starts(with: pattern) {
                found.insert(word)
            }
        }
        return found
    }
}
