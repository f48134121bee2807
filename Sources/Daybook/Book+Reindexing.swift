internal import DaybookStorage

extension Book {
    /// Works out anew where the facts of each appointment, conversation or person stand, and puts
    /// right what the index of them has wrong or lacks. The facts and their chain don't change.
    ///
    /// Other processes may use the book meanwhile; this one must not have it open.
    ///
    /// - Parameters:
    ///   - directory: The book's.
    ///   - progress: Told now and then up to which position it is done.
    /// - Returns: How many parts of the index were written or removed; 0 if it was whole.
    /// - Throws: ``BookError``.
    /// - Complexity: O(facts).
    public static func reindex(
        _ directory: String,
        progress: (_ position: UInt64) -> Void = { _ in }
    ) throws(BookError) -> Int {
        do {
            return try Log(opening: directory).rebuildSubjects(progress: progress)
        } catch {
            throw BookError(error)
        }
    }
}
