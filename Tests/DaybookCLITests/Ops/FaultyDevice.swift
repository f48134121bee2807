import Foundation
import Testing

/// The C library with single calls that fail: see `Tests/Fixtures/faults/faults.c`.
enum FaultyDevice {
    /// Compiled once, for all tests of this process.
    private static let library: String? = {
        let source = CommandLineTool.repository.appendingPathComponent(
            "Tests/Fixtures/faults/faults.c"
        )
        let target = NSTemporaryDirectory() + "daybook-faults-" + UUID().uuidString + ".so"
        for compiler in ["/usr/bin/cc", "/usr/bin/clang", "/usr/bin/gcc"]
        where FileManager.default.isExecutableFile(atPath: compiler) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: compiler)
            process.arguments = ["-shared", "-fPIC", "-O1", "-o", target, source.path, "-ldl"]
            guard (try? process.run()) != nil else { continue }
            process.waitUntilExit()
            if process.terminationStatus == 0 { return target }
        }
        return nil
    }()

    /// What to add to the environment of a program, so that the so-manyth call of a kind fails.
    static func environment(_ fault: String, at place: Int = 1) throws -> [String: String] {
        guard let library else {
            try Test.cancel("there is no C compiler to build the faulty device with")
        }
        return [
            "LD_PRELOAD": library, "DAYBOOK_FAULT": fault, "DAYBOOK_FAULT_AT": "\(place)",
        ]
    }
}
