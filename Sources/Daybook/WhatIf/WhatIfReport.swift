public import DaybookDomain

/// How the requests for time in a stretch of the log would have fared with another clinic.
public struct WhatIfReport: Sendable {
    /// The first and the last commit that were looked at; 0 if there was none.
    public internal(set) var commits: ClosedRange<UInt64> = 0...0
    /// Commands that asked for time: holds, bookings, offers, moves, acceptances.
    public internal(set) var asked = 0
    /// How many of them were accepted.
    public internal(set) var accepted = 0
    /// How many of them would have been accepted.
    public internal(set) var wouldBeAccepted = 0
    /// How many were refused and would have been accepted.
    public internal(set) var gained = 0
    /// How many were accepted and would have been refused.
    public internal(set) var lost = 0
    /// Refusals by reason, as it was and as it would have been.
    public internal(set) var refusals: [Reason: (were: Int, would: Int)] = [:]
    /// The commands with another answer, in order; at most ``casesMax``.
    public internal(set) var cases: [WhatIfCase] = []

    /// The most cases that are told one by one; ``gained`` and ``lost`` count all.
    public static let casesMax = 10_000

    mutating func count(_ found: WhatIfCase) {
        asked += 1
        if found.was == nil { accepted += 1 }
        if found.would == nil { wouldBeAccepted += 1 }
        if let reason = found.was { refusals[reason, default: (0, 0)].were += 1 }
        if let reason = found.would { refusals[reason, default: (0, 0)].would += 1 }
        guard (found.was == nil) != (found.would == nil) else { return }
        if found.would == nil { gained += 1 } else { lost += 1 }
        if cases.count < WhatIfReport.casesMax { cases.append(found) }
    }
}
