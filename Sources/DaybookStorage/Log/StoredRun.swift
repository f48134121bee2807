/// A run of the subject index where it lies in the map, valid until the next change or the
/// transaction's end.
@unsafe
struct StoredRun {
    private let bytes: UnsafeRawBufferPointer

    /// Nil if the value can be no run: it has part of an entry, or is over its limit.
    init?(_ bytes: UnsafeRawBufferPointer, limit: Int) {
        guard bytes.count <= limit, bytes.count.isMultiple(of: SubjectRun.entryBytes) else {
            return nil
        }
        unsafe self.bytes = unsafe bytes
    }

    var count: Int { unsafe bytes.count / SubjectRun.entryBytes }

    subscript(_ index: Int) -> UInt64 {
        unsafe UInt64(
            littleEndian: bytes.loadUnaligned(
                fromByteOffset: index * SubjectRun.entryBytes,
                as: UInt64.self
            )
        )
    }

    /// The place of the first entry that is not less than `entry`. O(log entries).
    func firstIndex(notBefore entry: UInt64) -> Int {
        var low = 0
        var high = unsafe count
        while low < high {
            let middle = low + (high - low) / 2
            if unsafe self[middle] < entry { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
