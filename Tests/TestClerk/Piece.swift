/// Some commands of one sequence.
struct Piece {
    let seed: UInt64
    let task: UInt64
    let indices: Range<UInt64>

    init?(_ line: String) {
        let words = line.split(separator: " ").compactMap { UInt64($0) }
        guard words.count == 4, words[2] < 1 << 32, words[3] < 1 << 32 else { return nil }
        seed = words[0]
        task = words[1]
        indices = words[2]..<(words[2] + words[3])
    }
}
