import Glibc

/// Two connected descriptors that don't block, for what only real ones show.
struct TestPipe {
    let reading: Int32
    let writing: Int32

    /// Nil when the system has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        // A socket pair, because it is closed in child processes from its first moment on: a child
        // of another test must not hold the reading end open.
        let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        guard unsafe socketpair(AF_UNIX, Int32(kind), 0, &ends) == 0 else { return nil }
        reading = ends[0]
        writing = ends[1]
    }

    /// What can be read now, at most `limit` bytes; empty at the end or when nothing is there.
    func read(atMost limit: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe Glibc.read(reading, &bytes, limit)
        return Array(bytes.prefix(max(0, count)))
    }

    func closeReading() { close(reading) }
    func closeWriting() { close(writing) }
}

/// Opens a terminal of so many columns, or gives −1. The window's side is enough: it is a terminal
/// too, and has the same width.
func openTerminal(columns: UInt16) -> Int32 {
    let descriptor = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    return unsafe ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 ? descriptor : -1
}

/// Opens a device that is always full.
func openFullDevice() -> Int32 {
    unsafe open("/dev/full", O_WRONLY)
}

/// The Python of the machine, as a second opinion on formats that it reads.
enum Python {
    static let isPresent = unsafe system("command -v python3 >/dev/null 2>&1") == 0

    /// Runs a script; true when none of its assertions failed.
    static func succeeds(_ script: String) -> Bool {
        guard let stream = unsafe popen("python3 -", "w") else { return false }
        _ = unsafe fputs(script, stream)
        return unsafe pclose(stream) == 0
    }

    /// An expression for the bytes.
    static func literal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "bytes.fromhex('" + String(text) + "')"
    }

    /// An expression for the text, by code points and so without any escaping.
    static func literal(_ text: String) -> String {
        "''.join(map(chr, [" + text.unicodeScalars.map { String($0.value) }.joined(separator: ",")
            + "]))"
    }
}
