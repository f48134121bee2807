/// Turns stored bytes into typed records.
enum Records {
    /// Hands a page's records on in place, or from an aligned copy: LMDB aligns pages of records
    /// to 8 bytes, but the short list under a key with few records only to 2.
    @unsafe
    static func with<R: BitwiseCopyable>(
        _ page: UnsafeRawBufferPointer,
        as type: R.Type,
        _ body: (Span<R>) throws -> Bool
    ) throws -> Bool {
        let address = UInt(bitPattern: page.baseAddress)
        if address & UInt(MemoryLayout<R>.alignment - 1) == 0 {
            // Safe: aligned, a whole number of records, alive while the transaction is.
            let records = unsafe page.assumingMemoryBound(to: R.self)
            return unsafe try body(records.span)
        }
        return unsafe try withUnsafeTemporaryAllocation(
            byteCount: page.count,
            alignment: max(MemoryLayout<R>.alignment, 8)
        ) { copy in
            unsafe copy.copyMemory(from: page)
            let records = unsafe UnsafeRawBufferPointer(copy).assumingMemoryBound(to: R.self)
            return unsafe try body(records.span)
        }
    }
}
