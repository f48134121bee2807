/// Finds the known name that a misspelt one is nearest to.
enum NearestName {
    /// Names longer than this are not compared.
    static let bytesMax = 64

    /// The nearest of `names`, if at most a third of the letters differ (at least two may). Of
    /// equally near ones the first. O(names × length²).
    static func of(_ name: String, in names: some Sequence<String>) -> String? {
        let wanted = lowercased(name)
        guard !wanted.isEmpty, wanted.count <= bytesMax else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in names where candidate.utf8.count <= bytesMax {
            let distance = distance(wanted, lowercased(candidate))
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(2, wanted.count / 3), best.distance < wanted.count
        else { return nil }
        return best.name
    }

    /// Insertions, deletions and substitutions of bytes (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (other, candidate) in right.enumerated() {
                let substituted = diagonal + (byte == candidate ? 0 : 1)
                diagonal = row[other + 1]
                row[other + 1] = min(substituted, diagonal + 1, row[other] + 1)
            }
        }
        return row[right.count]
    }

    private static func lowercased(_ text: String) -> [UInt8] {
        text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    }
}
