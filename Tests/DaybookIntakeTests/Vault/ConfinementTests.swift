import Foundation
import Testing

/// Programs of another module that try to take personal data out. The compiler is the barrier, so
/// the compiler is what is tested: a program that compiles where it must not is a leak.
@Suite("Personal data can't leave its module by accident: the compiler refuses")
struct ConfinementTests {
    /// Where the built modules are: beside the test program.
    private static let modules = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("Modules").path

    /// Whether a program that only uses what it may compiles here; without that, refusals prove
    /// nothing.
    private static let canCompile = compiles("_ = PHI([UInt8](repeating: 1, count: 3))")

    private static func compiles(_ body: String) -> Bool {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("daybook-canary-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: directory) }
        let source = directory.appendingPathComponent("canary.swift")
        let program = """
            import DaybookDomain
            import DaybookIntake
            func take(_ phi: borrowing PHI<String>, _ revealed: consuming RevealedContent,
                _ reading: borrowing Reading, _ key: SecretKey) throws {
                \(body)
            }
            """
        do {
            try FileManager.default.createDirectory(
                at: directory,
                withIntermediateDirectories: false
            )
            try Data(program.utf8).write(to: source)
            let compiler = Process()
            // Not only type checked: who owns what is looked at one step later.
            compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            compiler.arguments = [
                "swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-I", modules,
                source.path,
            ]
            compiler.standardOutput = FileHandle.nullDevice
            compiler.standardError = FileHandle.nullDevice
            try compiler.run()
            compiler.waitUntilExit()
            return compiler.terminationStatus == 0
        } catch {
            return false
        }
    }

    @Test(
        "A program that leaks does not compile",
        .enabled(if: canCompile, "needs swiftc and the built modules beside the tests"),
        arguments: [
            // Looking inside, or around the closure.
            "_ = phi.exposed { $0 }", "_ = phi.value", "_ = reading.contacts",
            "_ = revealed.contact",
            // Printing.
            #"_ = "\(phi)""#, "print(phi)", "_ = String(describing: phi)",
            "_ = String(reflecting: phi)", "debugPrint(phi)", "var s = \"\"; dump(phi, to: &s)",
            #"_ = "\(revealed)""#, "_ = Mirror(reflecting: phi)",
            // Comparing, hashing and encoding.
            "_ = phi == phi", "_ = Set([phi])", "let c: any Encodable = phi; _ = c",
            "let h: any Hashable = phi; _ = h",
            // Copying, storing and erasing the type.
            "struct Kept { let phi: PHI<String> }; _ = Kept(phi: PHI(\"a\"))",
            "struct Kept: ~Copyable, Encodable { let phi: PHI<String> }",
            "let pair = (phi, 1); _ = pair", "let ids: [String: PHI<String>] = [:]; _ = ids",
            "let a: Any = phi; _ = a", "let list = [phi]; _ = list", "let c = copy phi; _ = c",
            "let r = revealed; let two = revealed; _ = consume r; _ = consume two",
            // What is the product's alone.
            "_ = RevealedContent(PHI(Contact(.message, identity: [])))",
            "_ = key.symmetric", "let k: any Encodable = key; _ = k",
        ]
    )
    func leaks(_ body: String) {
        #expect(!ConfinementTests.compiles(body), "compiled: \(body)")
    }

    @Test(
        "What is meant to be used compiles",
        .enabled(if: canCompile, "needs swiftc and the built modules beside the tests"),
        arguments: [
            "revealed.withText { print($0.count) }", "print(key)", "print(reading.count)",
            "let one = revealed.withContact { $0.attachments.count }; print(one)",
        ]
    )
    func uses(_ body: String) {
        #expect(ConfinementTests.compiles(body), "did not compile: \(body)")
    }
}
