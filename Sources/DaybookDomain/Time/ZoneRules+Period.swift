extension ZoneRules {
    /// The UTC offset at an instant and the milliseconds during which it holds. O(log transitions).
    package func offsetPeriod(
        at instant: Instant
    ) -> (seconds: Int, milliseconds: Range<Int64>) {
        let segment = segment(atSecond: instant.seconds)
        let bounds = bounds(ofSegment: segment)
        let lower = bounds.lowerBound.multipliedReportingOverflow(by: 1_000)
        let upper = bounds.upperBound.multipliedReportingOverflow(by: 1_000)
        return (
            Int(offset(ofSegment: segment)),
            (lower.overflow ? .min : lower.partialValue)..<(upper.overflow
                ? .max : upper.partialValue)
        )
    }

    /// The day that a minute lies in, and the first minute of another day or of another UTC offset,
    /// whichever comes first. O(log transitions).
    package func day(at minute: Minute) -> (date: CivilDate, end: Minute) {
        let second = minute.instant.seconds
        let segment = segment(atSecond: second)
        let offset = offset(ofSegment: segment)
        let local = second + offset
        let day = local.quotientAndRemainder(dividingBy: 86_400)
        let number = day.remainder < 0 ? day.quotient - 1 : day.quotient
        let midnight = (number + 1) * 86_400 - offset
        let end = min(midnight, bounds(ofSegment: segment).upperBound)
        // A minute that begins before it is still of that day.
        let next = (end + 59).quotientAndRemainder(dividingBy: 60)
        let value = next.remainder < 0 ? next.quotient - 1 : next.quotient
        return (
            CivilDate(dayNumber: Int32(clamping: number)),
            max(Minute(Int32(clamping: value)), minute.advanced(by: 1))
        )
    }
}
