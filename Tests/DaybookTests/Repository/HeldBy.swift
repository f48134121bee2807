import Foundation
import Testing

/// What a page promises, each with the tests that it says hold it.
enum HeldBy {
    /// Expects that each part of a page names tests, and that they are there.
    static func check(_ parts: some Sequence<String>, named title: (String) -> String) throws {
        let names = try testNames()
        for part in parts {
            let title = title(part)
            let pieces = part.components(separatedBy: "Held by: ")
            #expect(pieces.count == 2, "\(title) names no test")
            // What is held may be followed by words about something else.
            let list = pieces.last?.components(separatedBy: "\n\n").first ?? ""
            let held = list.split(separator: "`", omittingEmptySubsequences: false)
                .enumerated().filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
            #expect(!held.isEmpty, "\(title)")
            for name in held { #expect(names.contains(name), "\(title): no test '\(name)'") }
        }
    }

    /// The display names of all tests of the repository, from their sources.
    private static func testNames() throws -> Set<String> {
        var names: Set<String> = []
        for file in try RepositoryFile.paths(under: "Tests") where file.hasSuffix(".swift") {
            let source = try RepositoryFile.text("Tests/" + file)
            for rest in source.components(separatedBy: "@Test(").dropFirst() {
                let words = rest.split(
                    separator: "\"",
                    maxSplits: 2,
                    omittingEmptySubsequences: false
                )
                guard words.count == 3, words[0].allSatisfy(\.isWhitespace) else { continue }
                names.insert(String(words[1]))
            }
        }
        return names
    }
}
