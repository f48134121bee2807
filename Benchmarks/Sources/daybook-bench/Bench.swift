import Daybook
import Foundation

/// What rows share: books made once, and figures that several rows show.
final class Bench {
    let options: Options
    private var cache: [String: Any] = [:]

    init(_ options: Options) throws {
        self.options = options
        try FileManager.default.createDirectory(
            atPath: options.directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755]
        )
    }

    /// What was made under that name, or makes it.
    func once<Value>(_ name: String, _ make: () throws -> Value) rethrows -> Value {
        if let value = cache[name] as? Value { return value }
        let value = try make()
        cache[name] = value
        return value
    }

    /// The same for what takes waiting.
    func once<Value>(_ name: String, _ make: () async throws -> Value) async rethrows -> Value {
        if let value = cache[name] as? Value { return value }
        let value = try await make()
        cache[name] = value
        return value
    }

    /// A directory of that name that is not there yet.
    func fresh(_ name: String) throws -> String {
        let path = options.directory + "/" + name
        for leftover in [path, path + ".keys"]
        where FileManager.default.fileExists(atPath: leftover) {
            try FileManager.default.removeItem(atPath: leftover)
        }
        return path
    }

    func remove(_ path: String) {
        for leftover in [path, path + ".keys"] {
            try? FileManager.default.removeItem(atPath: leftover)
        }
    }

    /// LMDB's own commits of one booking's bytes, on the same disk, now.
    func commitsPerSecond() throws -> Double {
        try Peer.run("lmdb_commits.py", [options.directory, "--seconds", "1.5"])
            .figure("commitsPerSecond")
    }

    /// LMDB's own bulk append of so many facts.
    func bulkAppend(_ facts: Int) throws -> Peer.Report {
        try once("bulk") {
            try Peer.run("lmdb_commits.py", [options.directory, "--facts", "\(facts)"])
        }
    }

    /// PostgreSQL's bookings and its free times over the same diary.
    func postgres() async throws -> Peer.Report {
        let diary = try await diary()
        return try once("postgres") {
            let file = options.directory + "/diary.csv"
            try Data(diary.csv.utf8).write(to: URL(fileURLWithPath: file))
            return try Peer.run(
                "postgres.sh",
                [options.directory, "--seconds", "5", "--calendar", file]
            )
        }
    }

    /// Bookings and a replay with the Python library `eventsourcing`.
    func eventsourcing() throws -> Peer.Report {
        try once("eventsourcing") {
            try Peer.run("eventsourcing.py", [options.directory])
        }
    }

    func simulated() throws -> SimulatedBook {
        try once("simulated") { try SimulatedBook(options) }
    }

    func diary() async throws -> DiaryBook {
        try await once("diary") { try await DiaryBook(self) }
    }
}
