public import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

extension Book {
    /// The most commands that one question decides again.
    public static let whatIfCommandsMax = 4_000_000

    /// Asks how the requests for time in a stretch of the log would have fared with another clinic:
    /// one more room, longer buffers, open on Saturdays.
    ///
    /// Every command is decided again, in order and at its own instant, by the very function that
    /// decided it, against the diary that would have come of it. Nothing is appended. People are
    /// taken to have asked for what they asked for: whoever was refused and asked again counts
    /// twice.
    /// - Parameters:
    ///   - definitions: What to change, as ``difference(to:updatingZones:)`` gives it. They
    ///     win over what was configured within the stretch.
    ///   - first: The first sequence of the stretch; it begins with that fact's commit.
    ///   - last: The last sequence; the end of the log by default.
    /// - Throws: ``BookError``; `too-much` for more than ``whatIfCommandsMax`` commands.
    /// - Complexity: O(commands × deciding one).
    public func whatIf(
        _ definitions: [Definition],
        from first: UInt64 = 1,
        through last: UInt64 = .max
    ) throws(BookError) -> WhatIfReport {
        do {
            guard let start = try log.commit(containing: max(1, first)), first <= last else {
                return WhatIfReport()
            }
            let base = start.firstSequence - 1
            let state = try replay(fromSnapshot: SlotAvailability.self, through: base).projection
            var question = WhatIf(log, definitions, state: state.state, after: base)
            if base > 0 { try question.configure(at: Instant(milliseconds: start.recordedAt)) }
            var decided = 0
            var number = start.number
            while let commit = try log.commit(number), commit.firstSequence <= last {
                let now = Instant(milliseconds: commit.recordedAt)
                for id in commit.commandIDs {
                    guard let row = try log.commandRow(id), let record = CommandRecord(row.bytes)
                    else { continue }
                    try question.decide(record, at: now)
                    decided += 1
                }
                guard decided <= Book.whatIfCommandsMax else {
                    throw BookError(
                        .input,
                        code: "too-much",
                        "more than \(Book.whatIfCommandsMax) commands lie between",
                        next: "ask about a shorter stretch"
                    )
                }
                number += 1
            }
            var report = question.report
            report.commits = start.number...max(start.number, number - 1)
            return report
        } catch {
            throw BookError(error)
        }
    }
}
