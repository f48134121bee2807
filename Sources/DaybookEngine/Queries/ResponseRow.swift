public import DaybookDomain

/// How fast patients were answered: one line of the report, over the waits that began in its group.
public struct ResponseRow: Sendable, Hashable {
    /// The channel; `nil` for all of them.
    public var channel: Channel?
    /// The day on which the waits began, by the clinic's zone; `nil` for all.
    public var day: CivilDate?
    /// The service asked for, 0 unknown; `nil` for all.
    public var service: UInt16?
    /// The hour of the week in which the waits began, from Monday 0:00 by the clinic's zone; `nil`
    /// for all.
    public var hour: Int?
    /// Who answered, as a class; `nil` for all.
    public var responder: ActorClass?
    /// Waits that began.
    public var begun = 0
    /// Waits that a person answered.
    public var answered = 0
    /// Waits that ended with a substantive automatic answer: a class of its own.
    public var automatic = 0
    /// Waits that ended without needing an answer.
    public var notNeeded = 0
    /// Patients who still wait.
    public var waiting = 0
    /// Of those who still wait the ones whose channel's target is over; `nil` where no instant was
    /// given to compare with.
    public var late: Int?
    /// Waits that were answered, by whomever, after the target in force then; `nil` where it was not
    /// looked at.
    public var answeredLate: Int?
    /// Answers whose sending failed after they had been counted.
    public var corrected = 0
    /// Waits that a person answered within 1, 2, 4 and 24 hours of calendar time.
    public var within: [Int] = [0, 0, 0, 0]
    /// Seconds of calendar time until a person answered: median, 90th, 95th, 99th percentile
    /// (nearest rank), maximum.
    public var percentiles: [UInt32]?
    /// The same of the seconds in which the clinic was open; `nil` where they were not counted.
    public var openingPercentiles: [UInt32]?
    /// The earliest message that still waits.
    public var oldestWaiting: Instant?

    /// The limits of ``within``, in seconds.
    public static let limits: [UInt32] = [3_600, 7_200, 14_400, 86_400]

    /// Counts an answer into the limits of ``within``.
    mutating func count(_ seconds: UInt32) {
        for (index, limit) in ResponseRow.limits.enumerated() where seconds <= limit {
            within[index] += 1
        }
    }

    /// The share of patients answered within a limit; those who still wait count in the
    /// denominator.
    public func share(_ index: Int) -> Double? {
        let all = answered + waiting
        return all == 0 ? nil : Double(within[index]) / Double(all)
    }
}
