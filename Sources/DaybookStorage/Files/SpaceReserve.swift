internal import Glibc

/// Space on a book's volume that is kept for what care must not stop at: a file that holds nothing
/// and is removed when the volume has no room left, whoever has filled it.
struct SpaceReserve: Sendable {
    /// The file's name in the book.
    static let name = "/reserve"

    private let path: String

    /// The reserve of the book in `directory`, which need not be there yet.
    init(ofBook directory: String) {
        path = directory + SpaceReserve.name
    }

    /// Makes the file unless it is there, where the volume has room for it above `floor`. A reserve
    /// that can't be made keeps nothing else from being done.
    func fill(above floor: UInt64) {
        let wanted = UInt64(Limits.diskReserveBytes)
        do throws(StorageError) {
            if let found = try FileSystem.status(path) {
                guard found.isFile, found.bytes < wanted else { return }
            }
            let (needed, overflow) = floor.addingReportingOverflow(wanted)
            let directory = try OpenFile(FileSystem.parent(of: path), O_RDONLY | O_DIRECTORY)
            guard !overflow, let free = FileSystem.freeBytes(descriptor: directory.descriptor),
                free >= needed
            else { return }
            try OpenFile(path, O_RDWR | O_CREAT | O_NOFOLLOW)
                .allocate(bytes: Limits.diskReserveBytes)
        } catch {
            // What was made halfway is made whole the next time.
        }
    }

    /// Gives the space back to the volume; nothing if there is none.
    func release() throws(StorageError) {
        try FileSystem.remove(path)
    }
}
