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
}
