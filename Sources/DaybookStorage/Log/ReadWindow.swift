internal import Glibc

/// How long one read transaction may serve a scan: a long one would keep the writer from reusing
/// pages, and the file would grow.
struct ReadWindow {
    private var pagesLeft: Int
    private let deadline: Int64
    /// What was counted so far.
    private(set) var pages = 0

    init(pages: Int, milliseconds: Int64 = Limits.windowMilliseconds) {
        self.pagesLeft = pages
        self.deadline = ReadWindow.now() &+ milliseconds
    }

    /// Never over: for scans inside a write transaction, which pins nothing.
    static var unlimited: ReadWindow { ReadWindow(pages: .max, milliseconds: .max / 2) }

    /// Counts a page; true when the transaction should be renewed.
    @inline(__always)
    mutating func isOver() -> Bool {
        pagesLeft &-= 1
        pages &+= 1
        // The clock is read once in a while: it costs more than a page of records.
        return pagesLeft <= 0 || (pages & 15 == 0 && ReadWindow.now() >= deadline)
    }

    private static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000
    }
}
