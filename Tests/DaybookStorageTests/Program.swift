import Glibc

/// Runs another program and takes what it prints.
enum Program {
    static func run(
        _ path: String,
        _ arguments: [String]
    ) throws -> (status: Int32, output: String) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { return (-1, "") }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
        unsafe posix_spawn_file_actions_addclose(&actions, ends[0])
        // Safe: the copies of the arguments outlive the call and are freed after it.
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var child: pid_t = 0
        let code = unsafe posix_spawn(&child, path, &actions, nil, &words, environ)
        for index in unsafe words.indices { unsafe free(words[index]) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while code == 0 {
            let count = unsafe read(ends[0], &buffer, buffer.count)
            if count <= 0 { break }
            output += buffer[..<count]
        }
        close(ends[0])
        var status: Int32 = -1
        if code == 0 { unsafe waitpid(child, &status, 0) }
        return (status, String(decoding: output, as: UTF8.self))
    }
}
