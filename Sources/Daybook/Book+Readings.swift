public import DaybookDomain
public import DaybookEngine

extension Book {
    /// Says what a message was, whatever it was read as: the measure of the readers.
    ///
    /// - Returns: The receipt; refused with `unknown` for a fact that no reader made, `unchanged`
    ///   for what was said before.
    public func correctReading(
        _ correction: ReadingCorrection,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        try await submit(.correctReading(correction), id: id, actor: actor)
    }

    /// How often each version of each channel's reader was right, as far as people said.
    ///
    /// - Complexity: O(facts of the log).
    public func readings() throws(BookError) -> [ReadingAccuracy] {
        var counts = ReadingCounts()
        try replay(&counts)
        return counts.rows
    }
}
