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
        try HeldBy.check(promises) { promise in String(promise.prefix { $0 != "*" }) }
    }
}

@Suite("What counts as a response")
struct ResponseRulesTests {
    @Test("names a test for every rule, and every test it names is there")
    func tested() throws {
        let page = try RepositoryFile.text("Sources/Daybook/Daybook.docc/WhatCountsAsAResponse.md")
        let overview = try #require(
            page.components(separatedBy: "\n## ").first { $0.hasPrefix("Overview\n") }
        )
        let rules = overview.components(separatedBy: "\n### ").dropFirst()
        #expect(rules.count >= 10)
        try HeldBy.check(rules) { rule in String(rule.prefix { $0 != "\n" }) }
    }
}
