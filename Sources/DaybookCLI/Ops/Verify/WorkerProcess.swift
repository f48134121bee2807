internal import Glibc

/// This program again, in a process of its own, because reading a damaged log can end the process
/// that does it.
enum WorkerProcess {
    /// How the process ended.
    enum Ending: Equatable {
        case exited(Int32)
        /// By a signal: SIGBUS or SIGSEGV where the file is damaged.
        case killed(Int32)

        /// Whether somebody ended it from outside: an operator, or the system for want of memory.
        /// That says nothing of what it read.
        var isFromOutside: Bool {
            guard case .killed(let signal) = self else { return false }
            return ![SIGBUS, SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGFPE].contains(signal)
        }
    }

    /// What to say of one that was ended from outside.
    static let interrupted = Failure(
        .tryAgain,
        "the process that reads the log was ended from outside",
        next: "look for want of memory, then run it again"
    )

    /// The longest line that a worker writes.
    private static let lineBytesMax = 1 << 16

    /// Runs the program with these arguments and hands on each line that it writes.
    ///
    /// - Throws: ``Failure`` if no process can be started.
    static func run(
        _ arguments: [String],
        line: (String) -> Void
    ) throws(Failure) -> Ending {
        let (child, reading) = try spawn(try ownPath(), arguments)
        defer { close(reading) }
        var kept: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe read(reading, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            kept += buffer[..<count]
            while let end = kept.firstIndex(of: 0x0A) {
                line(String(decoding: kept[..<end], as: UTF8.self))
                kept.removeFirst(end + 1)
            }
            if kept.count > lineBytesMax { kept.removeAll() }
        }
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }

    private static func ownPath() throws(Failure) -> String {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &bytes, bytes.count)
        guard count > 0, count < bytes.count else {
            throw Failure(.internal, "this program does not find itself")
        }
        return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func spawn(
        _ path: String,
        _ arguments: [String]
    ) throws(Failure) -> (child: pid_t, reading: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw failed(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        // The copy made here is not closed on exec, unlike its original.
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        // Safe: the copies of the words outlive the call and are freed after it.
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var settings = unsafe settings().map { unsafe strdup($0) } + [nil]
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, path, &actions, nil, &words, &settings)
        for index in unsafe words.indices { unsafe free(words[index]) }
        for index in unsafe settings.indices { unsafe free(settings[index]) }
        guard code == 0 else {
            close(ends[0])
            throw failed(code)
        }
        return (child, ends[0])
    }

    /// The environment, but that a worker which dies says nothing: its parent reports what it died
    /// of.
    private static func settings() -> [String] {
        let name = "SWIFT_BACKTRACE="
        var found: [String] = [name + "enable=no"]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let setting = unsafe String(cString: text)
            if !setting.hasPrefix(name) { found.append(setting) }
            unsafe entry += 1
        }
        return found
    }

    private static func failed(_ code: Int32) -> Failure {
        Failure(
            .tryAgain,
            "no process can be started: \(SystemCalls.message(of: code))",
            next: "repeat the command when the machine has room"
        )
    }
}
