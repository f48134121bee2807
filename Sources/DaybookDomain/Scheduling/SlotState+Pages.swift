extension SlotState {
    /// Folds facts of a page that change a resource's time, as ``apply(_:body:)`` would one by one.
    ///
    /// The minutes of a booking lie anywhere in megabytes, and each is changed as soon as it is
    /// found: folded one by one, every booking waits for memory alone. So all are looked at first,
    /// none waiting for another, and folded when they are there.
    ///
    /// - Parameters:
    ///   - facts: Facts in a row, none of which defines a part of the clinic.
    ///   - indices: Those that change time, in order; the others are steps, or not of the schedule.
    ///   - newest: When the last fact of the schedule among them was recorded.
    /// - Complexity: O(words of all footprints).
    package mutating func apply(
        times facts: Span<Fact>,
        at indices: Span<UInt8>,
        newest: Instant
    ) {
        // Kept, so that what is read for its own sake is read.
        var seen: UInt64 = 0
        for place in indices.indices { seen ^= glance(facts[Int(indices[place])]) }
        glanced = seen
        for place in indices.indices { applyTime(facts[Int(indices[place])]) }
        recordedAt = newest
    }

    /// What applying a fact reads first and slowly; the end of a hold changes no minute.
    @inline(__always)
    private func glance(_ fact: Fact) -> UInt64 {
        let number = fact.kindCode == Kind.holdReleased.rawValue ? 0 : Int(fact.resource)
        guard number < calendars.count else { return 0 }
        return calendars[number].glance(at: fact.start)
    }
}
