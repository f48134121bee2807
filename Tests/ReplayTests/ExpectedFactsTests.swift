import Daybook
import DaybookTesting
import Testing

/// Which facts each sample yields, as a person read and approved it: `Tests/Fixtures/facts.txt`.
@Suite("Every sample yields its facts")
struct ExpectedFactsTests {
    private static let file = "Tests/Fixtures/facts.txt"

    /// Set `DAYBOOK_WRITE_FACTS=1` to write the file anew after a change that is meant, and read it.
    @Test("exactly those that are written down, all samples in one book, in order")
    func expected() async throws {
        let text = try await Self.text()
        if Repository.setting("DAYBOOK_WRITE_FACTS") != nil {
            try LocalFile.write(Array(text.utf8), to: Repository.root + "/" + Self.file)
        }
        let expected = try Repository.text(Self.file).split(separator: "\n")
        let found = text.split(separator: "\n")
        #expect(found.count == expected.count)
        for (found, expected) in zip(found, expected) { #expect(found == expected) }
    }

    /// A line a sample: its name, and what became of it.
    private static func text() async throws -> String {
        let deliveries = try await Deliveries(seed: 1)
        // By which sample each subject began.
        var beginnings: [UInt64: String] = [:]
        var lines: [String] = []
        for sample in Deliveries.all {
            guard let received = try await deliveries.take(sample) else {
                lines.append("\(sample.name): refused")
                continue
            }
            var words: [String] = []
            for one in received {
                guard !one.receipt.isRepeated else {
                    words.append("repeated")
                    continue
                }
                guard case .accepted(let first, let count) = one.receipt.answer, count > 0 else {
                    words.append("nothing")
                    continue
                }
                let last = first + UInt64(count) - 1
                for fact in try deliveries.book.facts(from: first, through: last) {
                    words.append(word(fact, sample.name, &beginnings))
                }
            }
            let facts = words.isEmpty ? "nothing" : words.joined(separator: ", ")
            lines.append("\(sample.name): \(facts)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func word(
        _ fact: Fact,
        _ sample: String,
        _ beginnings: inout [UInt64: String]
    ) -> String {
        var word = fact.kind?.name ?? "\(fact.kindCode)"
        if fact.reason != .none { word += " (\(fact.reason.name))" }
        if fact.flags.contains(.urgent) { word += " urgent" }
        if fact.subject == fact.sequence {
            beginnings[fact.subject] = sample
        } else if let beginning = beginnings[fact.subject], beginning != sample {
            word += " in " + beginning
        }
        return word
    }
}
