internal import DaybookDomain

/// Times as other systems write them.
enum ExternalTime {
    /// An instant with an offset, or a wall time in the clinic's zone.
    static func instant(_ text: String, _ zone: ZoneRules) -> Instant? {
        if let instant = Instant(rfc3339: text) { return instant }
        return WallTime(text).map { zone.instant(for: $0) }
    }

    /// The whole minutes that a stretch of time touches; `nil` if it ends before it begins or is
    /// longer than a fact can say.
    static func minutes(from start: Instant, to end: Instant) -> (Minute, UInt16)? {
        guard start < end else { return nil }
        let first = start.minute
        // Seconds that a minute has begun count as taken.
        let last = end.advanced(byMilliseconds: 59_999).minute
        guard let length = UInt16(exactly: Int(last.value) - Int(first.value)), length > 0 else {
            return nil
        }
        return (first, length)
    }
}
