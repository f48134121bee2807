import Glibc

/// A program beside the tests' own, running with pipes on its standard input and output.
///
/// Reading waits for the program. One that says nothing for a minute hangs, and is killed: the test
/// goes on without what it should have said.
final class RunningProgram {
    let process: pid_t
    private let input: Int32
    private let output: Int32
    private var kept: [UInt8] = []
    private var hasEnded = false
    private static let patienceMilliseconds: Int32 = 60_000

    enum Fault: Error {
        case notStarted(Int32)
    }

    /// Starts a program by its path; what it says on standard error goes to the tests' own.
    init(_ path: String, _ arguments: [String]) throws {
        // Writing to a program that is gone is an error, not the end of this one.
        _ = signal(SIGPIPE, SIG_IGN)
        var toChild: [Int32] = [-1, -1]
        var fromChild: [Int32] = [-1, -1]
        guard unsafe pipe(&toChild) == 0 else { throw Fault.notStarted(errno) }
        guard unsafe pipe(&fromChild) == 0 else { throw Fault.notStarted(errno) }
        for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        // Safe: the copies of the arguments outlive the call and are freed after it.
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var child: pid_t = 0
        let code = unsafe posix_spawnp(&child, path, &actions, nil, &words, environ)
        for index in unsafe words.indices { unsafe free(words[index]) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        close(toChild[0])
        close(fromChild[1])
        process = child
        input = toChild[1]
        output = fromChild[0]
        guard code == 0 else {
            hasEnded = true
            throw Fault.notStarted(code)
        }
    }

    deinit {
        if !hasEnded { _ = end(killing: true) }
        close(output)
    }

    /// Writes lines to its standard input. A program that is gone takes nothing and harms nobody.
    func write(_ lines: [String]) {
        let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { all in
                let rest = unsafe all.baseAddress.map { unsafe $0 + sent }
                return unsafe Glibc.write(input, rest, all.count - sent)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// The next line that it writes; `nil` at its end.
    func line() -> String? {
        while true {
            if let end = kept.firstIndex(of: 0x0A) {
                let line = String(decoding: kept[..<end], as: UTF8.self)
                kept.removeFirst(end + 1)
                return line
            }
            var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            if unsafe poll(&entry, 1, RunningProgram.patienceMilliseconds) == 0 {
                kill(process, SIGKILL)
                return nil
            }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = unsafe read(output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            kept += buffer[..<count]
        }
    }

    /// Everything that it still writes.
    func rest() -> String {
        var lines = ""
        while let line = line() { lines += line + "\n" }
        let text = lines + String(decoding: kept, as: UTF8.self)
        kept.removeAll()
        return text
    }

    /// Closes its standard input, or kills it, and waits for its end.
    ///
    /// - Returns: The exit code; negative when it was ended by a signal.
    func end(killing: Bool = false) -> Int32 {
        guard !hasEnded else { return 0 }
        if killing { kill(process, SIGKILL) }
        close(input)
        hasEnded = true
        var ended: Int32 = 0
        while unsafe waitpid(process, &ended, 0) < 0, errno == EINTR {}
        return ended & 0x7F == 0 ? (ended >> 8) & 0xFF : -(ended & 0x7F)
    }

    /// Waits where a test wants a moment that nothing decides.
    static func pause(microseconds: UInt32) {
        _ = usleep(microseconds)
    }

    /// The directory that holds the test's own program holds the others too.
    static func beside(_ name: String) throws -> String {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &bytes, bytes.count)
        guard count > 0 else { throw Fault.notStarted(errno) }
        let own = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/" + name
    }
}
