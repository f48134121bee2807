import Daybook
import Foundation

/// What the figures were taken on.
enum Machine {
    static func describe(_ options: Options) -> String {
        let memory = Double(ProcessInfo.processInfo.physicalMemory) / Double(1 << 30)
        return """
            # \(ProcessInfo.processInfo.activeProcessorCount) cores, \(processor), \
            \(String(format: "%.0f", memory)) GiB, \(kernel), books on \(volume(options.directory))
            # Daybook's simulated clinic of \(lengths(options)) facts (seed 7, 200 practitioners, 104 weeks for ten million), \
            LMDB \(Book.lmdbVersion), tzdata \(Book.zoneRelease), load before the run \(load)
            """
    }

    private static func lengths(_ options: Options) -> String {
        guard case .growth(let lengths) = options.mode else { return "\(options.facts)" }
        return lengths.map { "\($0)" }.joined(separator: ", ")
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    private static var processor: String {
        let line = text("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":").last.map {
            $0.trimmingCharacters(in: .whitespaces)
        } ?? "unknown processor"
    }

    private static var kernel: String {
        "Linux "
            + text("/proc/sys/kernel/osrelease").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static var load: String {
        text("/proc/loadavg").split(separator: " ").first.map(String.init) ?? "unknown"
    }

    /// The type of the file system that holds a path: the longest mount point above it.
    private static func volume(_ path: String) -> String {
        let mounts = text("/proc/mounts").split(separator: "\n").map { $0.split(separator: " ") }
        let above = mounts.filter { mount in
            mount.count > 2 && (path + "/").hasPrefix(mount[1] == "/" ? "/" : mount[1] + "/")
        }
        guard let mount = above.max(by: { $0[1].count < $1[1].count }) else { return "unknown" }
        return String(mount[2])
    }

    /// Bytes of memory that no file backs: what the process has beyond the page cache.
    static var anonymousBytes: Double? {
        let line = text("/proc/self/status").split(separator: "\n").first {
            $0.hasPrefix("RssAnon:")
        }
        let parts = line?.split(whereSeparator: { $0 == " " || $0 == "\t" })
        return parts.flatMap { $0.count > 1 ? Double($0[1]) : nil }.map { $0 * 1_024 }
    }

    /// Seconds of processor time, of user and kernel, that the process has taken so far on all threads but those of that
    /// name; `nil` where the system doesn't say. It counts in hundredths of a second.
    static func processorSeconds(withoutThread name: String) -> Double? {
        let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
        guard let threads, let whole = ticks(text("/proc/self/stat")) else { return nil }
        let others = threads.map { text("/proc/self/task/\($0)/stat") }
            .filter { $0.contains("(\(name))") }
            .compactMap(ticks)
        return (whole - others.reduce(0, +)) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The ticks of user and kernel in a line of `stat`: the 12th and 13th word behind the name in parentheses.
    private static func ticks(_ stat: String) -> Double? {
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let words = stat[end...].split(separator: " ")
        guard words.count > 13, let user = Double(words[12]), let kernel = Double(words[13]) else {
            return nil
        }
        return user + kernel
    }
}
