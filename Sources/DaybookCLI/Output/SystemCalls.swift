internal import Glibc

/// The few calls of the operating system that the output needs. All pointers of this folder are
/// here, and none leaves.
enum SystemCalls {
    /// What became of one call of `write`.
    enum WriteOutcome: Equatable {
        /// So many bytes were taken, perhaps fewer than were offered.
        case wrote(Int)
        /// Interrupted before a byte was taken.
        case interrupted
        /// The descriptor does not block and is full.
        case full
        /// Whoever read the pipe has gone.
        case readerGone
        /// Another failure, with the value of `errno`.
        case failed(Int32)
    }

    static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// The columns the terminal reports; nil when it is none, or does not know.
    static func terminalColumns(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// An environment variable; nil when it is not set.
    static func environmentVariable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The path from the root, so that it means the same in another working directory.
    static func absolutePath(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = unsafe getcwd(nil, 0) else { return path }
        // Safe: the C library allocated it for the caller, who frees it.
        defer { unsafe free(here) }
        return unsafe String(cString: here) + "/" + path
    }

    /// Offers the bytes from `start` on to the descriptor, once.
    static func write(_ bytes: [UInt8], from start: Int, to descriptor: Int32) -> WriteOutcome {
        let written = unsafe bytes.withUnsafeBytes { all in
            let rest = unsafe UnsafeRawBufferPointer(rebasing: all.dropFirst(start))
            return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        }
        if written >= 0 { return .wrote(written) }
        switch errno {
        case EINTR: return .interrupted
        case EAGAIN, EWOULDBLOCK: return .full
        case EPIPE: return .readerGone
        case let code: return .failed(code)
        }
    }

    /// Waits until the descriptor takes bytes again, or has failed.
    static func waitUntilWritable(_ descriptor: Int32) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&entry, 1, -1)
    }

    /// A pipe whose reader has gone is then reported by `write` instead of ending the process,
    /// which may hold an open book.
    static func ignoreBrokenPipeSignal() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// The system's words for an error number.
    static func message(of code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
