/// The index of one complete block: for each fact that has a subject, subject << 16 | the low 16
/// bits of its sequence, sorted. Derived from the facts, so it can be worked out again.
enum SubjectRun {
    static let entryBytes = 8
    static let bytes = (1 << Int(Limits.blockShift)) * entryBytes

    static func encode(_ entries: [UInt64]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.count * entryBytes)
        for entry in entries { bytes.append(littleEndian: entry) }
        return bytes
    }
}

extension Transaction {
    /// The sorted entries of a block, worked out from its facts.
    ///
    /// - Complexity: O(facts of the block), at most 65,536, and a sort.
    func subjectRun(ofBlock block: UInt64) throws(StorageError) -> [UInt64] {
        var entries: [UInt64] = []
        entries.reserveCapacity(1 << Int(Limits.blockShift))
        let first = max(block << Limits.blockShift, 1)
        let last = (block << Limits.blockShift) | 0xFFFF
        var window = ReadWindow.unlimited
        do {
            _ = unsafe try eachPage(from: first, through: last, window: &window) { page in
                for offset in stride(from: 0, to: page.count, by: Limits.recordBytes) {
                    let subject = unsafe Record.subject(page, at: offset)
                    if subject != 0 {
                        let sequence = unsafe Record.sequence(page, at: offset)
                        entries.append(subject << 16 | sequence & 0xFFFF)
                    }
                }
                return true
            }
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(.damaged, "a block cannot be read", table: "facts", position: first)
        }
        entries.sort()
        return entries
    }
}
