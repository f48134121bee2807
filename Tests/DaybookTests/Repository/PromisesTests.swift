import Foundation
import Testing

@Suite("What the storage promises")
struct PromisesTests {
    @Test("names a test for every promise, and every test it names is there")
    func tested() throws {
        let page = try RepositoryFile.text("Sources/Daybook/Daybook.docc/StoragePromises.md")
        let promised = try #require(
            page.split(separator: "\n## ").first { $0.hasPrefix("Promised\n") }
        )
        let promises = promised.components(separatedBy: "\n- **").dropFirst()
        #expect(promises.count >= 10)
        let names = try PromisesTests.testNames()
        for promise in promises {
            let title = promise.prefix { $0 != "*" }
            let parts = promise.components(separatedBy: "Held by: ")
            #expect(parts.count == 2, "\(title) names no test")
            // The last promise is followed by words about all of them.
            let list = parts.last?.components(separatedBy: "\n\n").first ?? ""
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
