import Glibc

/// Runs the command `daybook`, as built beside the tests, in a process of its own.
struct DaybookProgram {
    /// The exit code; negative when the process was killed.
    let status: Int32
    let output: String

    /// Runs it to its end; what it says on standard error goes to the tests' own.
    init(_ arguments: [String]) throws {
        try self.init(try DaybookProgram.path(), arguments)
    }

    /// Runs any program to its end.
    init(_ path: String, _ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw Fault.notStarted(errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        // Safe: the copies of the arguments outlive the call and are freed after it.
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var child: pid_t = 0
        let code = unsafe posix_spawnp(&child, path, &actions, nil, &words, environ)
        for index in unsafe words.indices { unsafe free(words[index]) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        defer { close(ends[0]) }
        guard code == 0 else { throw Fault.notStarted(code) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(ends[0], &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        var ended: Int32 = 0
        while unsafe waitpid(child, &ended, 0) < 0, errno == EINTR {}
        status = ended & 0x7F == 0 ? (ended >> 8) & 0xFF : -(ended & 0x7F)
        output = String(decoding: bytes, as: UTF8.self)
    }

    enum Fault: Error {
        case notStarted(Int32)
    }

    /// The directory that holds the test's own program holds the command too.
    private static func path() throws -> String {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink("/proc/self/exe", &bytes, bytes.count)
        guard count > 0 else { throw Fault.notStarted(errno) }
        let own = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/daybook"
    }
}
