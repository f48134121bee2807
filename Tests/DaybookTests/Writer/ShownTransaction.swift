import Glibc
import Testing

/// Which transaction's view readers get, as it stands in LMDB's lock file: a commit writes its meta
/// page first and this number after, and a test can stop between the two.
struct ShownTransaction: ~Copyable {
    private let descriptor: Int32
    private let offset: off_t

    /// Finds the number in the head of the lock file, before which the mutex has a size that differs
    /// from machine to machine.
    init(ofBook book: String, newest: UInt64) throws {
        let opened = unsafe open(book + "/log/lock.mdb", O_RDWR | O_CLOEXEC)
        try #require(opened >= 0)
        var words = [UInt64](repeating: 0, count: 16)
        let count = unsafe words.withUnsafeMutableBytes { bytes in
            unsafe pread(opened, bytes.baseAddress, bytes.count, 0)
        }
        try #require(count == 128)
        let places = words.indices.filter { words[$0] == newest }
        try #require(places.count == 1)
        descriptor = opened
        offset = off_t(places[0] * 8)
    }

    deinit {
        close(descriptor)
    }

    func set(to transaction: UInt64) throws {
        var word = transaction
        let count = unsafe withUnsafeBytes(of: &word) { bytes in
            unsafe pwrite(descriptor, bytes.baseAddress, bytes.count, offset)
        }
        try #require(count == 8)
    }
}
