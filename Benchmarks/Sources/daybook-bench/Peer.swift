import Foundation

/// Programs that do the same work by other means.
enum Peer {
    /// What a peer printed: figures, and the words that tell its version and settings.
    struct Report {
        let figures: [String: Double]
        let words: [String: String]

        func figure(_ name: String) throws(WrongAnswer) -> Double {
            guard let value = figures[name], value > 0 else {
                throw WrongAnswer(description: "the peer gave no \(name)")
            }
            return value
        }
    }

    /// Starts a process with no signal blocked. The threads of Swift's pool block them all and a child inherits
    /// that: pgbench, which counts its seconds by an alarm, would then never end.
    private static func startUnmasked(_ process: Process) throws {
        var (none, mask) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &mask)
        defer { pthread_sigmask(SIG_SETMASK, &mask, nil) }
        try process.run()
    }

    /// A peer that runs longer is ended.
    private static let secondsMax = 600.0

    /// Runs a script of `Benchmarks/peers` and reads the JSON object it prints.
    ///
    /// - Throws: ``Skipped`` where it says that something is not installed.
    static func run(_ script: String, _ arguments: [String]) throws -> Report {
        let process = Process()
        let interpreter = script.hasSuffix(".py") ? "python3" : "bash"
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [interpreter, Place.peer(script)] + arguments
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try startUnmasked(process)
        let watch = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + secondsMax, execute: watch)
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        watch.cancel()
        let words = String(decoding: said, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        switch process.terminationStatus {
        case 0: break
        case 77: throw Skipped(reason: words)
        case 127: throw Skipped(reason: "\(interpreter) is not installed")
        default: throw WrongAnswer(description: "\(script) failed: \(words)")
        }
        guard let object = try JSONSerialization.jsonObject(with: printed) as? [String: Any]
        else { throw WrongAnswer(description: "\(script) printed no object") }
        let report = Report(
            figures: object.compactMapValues { ($0 as? NSNumber)?.doubleValue },
            words: object.compactMapValues { $0 as? String }
        )
        let name = report.words["version"] ?? script
        Talk.say("  \(script): \(name), \(report.words["settings"] ?? "")")
        return report
    }
}

/// Words for people, beside the data.
enum Talk {
    static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
