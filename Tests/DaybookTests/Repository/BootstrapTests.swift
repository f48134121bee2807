import Testing

@Suite("scripts/bootstrap")
struct BootstrapTests {
    @Test("installs every package that a system library of Package.swift asks apt for")
    func coversProviders() throws {
        let asked = try aptPackages(in: RepositoryFile.text("Package.swift"))
        let installed = try listedPackages(in: RepositoryFile.text("scripts/bootstrap"))

        #expect(!asked.isEmpty)
        #expect(asked.subtracting(installed).isEmpty)
        #expect(installed.isSuperset(of: ["pkgconf", "tzdata"]))
    }

    @Test("asks for no older Swift than the tools version of Package.swift")
    func asksForTheToolsVersion() throws {
        let manifest = try RepositoryFile.text("Package.swift")
        let script = try RepositoryFile.text("scripts/bootstrap")
        let tools = try #require(
            manifest.firstMatch(of: /swift-tools-version: ([0-9.]+)/)?.output.1
        )
        let least = try #require(script.firstMatch(of: /swift_least="([0-9.]+)"/)?.output.1)

        #expect(tools == least)
    }

    private func aptPackages(in manifest: String) -> Set<String> {
        Set(
            manifest.matches(of: /\.apt\(\[([^\]]*)\]\)/).flatMap { provider in
                provider.output.1.matches(of: /"([^"]+)"/).map { String($0.output.1) }
            }
        )
    }

    private func listedPackages(in script: String) throws -> Set<String> {
        let list = try #require(script.firstMatch(of: /packages=\(\n([^)]*)\n\)/)?.output.1)
        return Set(
            list.split(separator: "\n").compactMap { line in
                line.split(separator: " ").first.map(String.init)
            }
        )
    }
}
