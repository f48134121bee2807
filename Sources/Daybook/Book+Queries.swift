public import DaybookDomain
public import DaybookEngine
internal import DaybookStorage

extension Book {
    /// The clinic as configured so far.
    public func clinic() throws(BookError) -> Clinic {
        try refresh()
        return live.read { projections, _ in projections.slots.state.clinic }
    }

    /// The starts at which a service can be had in a window: exactly those that `book` accepts now.
    ///
    /// - Parameters:
    ///   - service: The service's number.
    ///   - window: UTC minutes; cut to the service's notice and horizon.
    ///   - resource: Only with this resource; 0 any.
    ///   - now: The instant that notice, horizon and holds are compared with; `nil` the clock.
    ///   - count: At most so many.
    public func freeSlots(
        service: UInt16,
        in window: Range<Minute>,
        resource: UInt16 = 0,
        asOf now: Instant? = nil,
        count: Int = .max
    ) throws(BookError) -> [FreeSlot] {
        try refresh()
        let now = now ?? Instant(milliseconds: options.clock())
        return live.read { projections, _ in
            projections.slots.freeSlots(
                service: service,
                in: window,
                resource: resource,
                now: now,
                count: count
            )
        }
    }

    /// How many starts are free on each day of a window.
    public func freeCounts(
        service: UInt16,
        in window: Range<Minute>,
        resource: UInt16 = 0,
        asOf now: Instant? = nil
    ) throws(BookError) -> [(day: CivilDate, count: Int)] {
        try refresh()
        let now = now ?? Instant(milliseconds: options.clock())
        return live.read { projections, _ in
            projections.slots.freeCounts(
                service: service,
                in: window,
                resource: resource,
                now: now
            )
        }
    }

    /// How many starts are free with each resource that can be asked for, by ascending number: who
    /// has time, at a glance.
    public func freeCountsByResource(
        service: UInt16,
        in window: Range<Minute>,
        asOf now: Instant? = nil
    ) throws(BookError) -> [(resource: UInt16, count: Int)] {
        try refresh()
        let now = now ?? Instant(milliseconds: options.clock())
        return live.read { projections, _ in
            projections.slots.freeCountsByResource(service: service, in: window, now: now)
        }
    }

    /// How fast patients were answered, over the waits that began on those days of the clinic's
    /// zone: from the projection that is kept ready, without a look at the log.
    ///
    /// - Parameters:
    ///   - first: The first of those days; `nil` from the first of all.
    ///   - last: The last, included; `nil` through the newest.
    ///   - channel: Only this one; `nil` all.
    ///   - now: The instant that targets are compared with; `nil` the clock.
    /// - Complexity: O(channels × days), and O(answers since the last report) once.
    public func responseTimes(
        by grouping: ResponseTimes.Grouping,
        from first: CivilDate? = nil,
        through last: CivilDate? = nil,
        channel: Channel? = nil,
        asOf now: Instant? = nil
    ) throws(BookError) -> [ResponseRow] {
        try refresh()
        let now = now ?? Instant(milliseconds: options.clock())
        return live.read { projections, _ in
            responseIndex.report(
                of: projections.responses,
                by: grouping,
                from: first,
                through: last,
                channel: channel,
                asOf: now
            )
        }
    }

    /// Every wait and episode with both clocks: for reports by service, hour of the week or
    /// responder, and of the times to offer, booking and resolution.
    ///
    /// - Parameters:
    ///   - position: The last sequence to know; the end of the log by default.
    ///   - since: The day, by the clinic's zone, before which nobody asks; `nil` from the first.
    /// - Throws: ``BookError``; `too-much` when more than ``EngineLimits/waitsKept`` waits or episodes
    ///   began in that time.
    /// - Complexity: O(facts) for a past position or with a day, else O(facts since the last call).
    public func waitHistory(
        through position: UInt64 = .max,
        since: CivilDate? = nil
    ) throws(BookError) -> WaitHistory {
        do {
            let history: WaitHistory
            if position == .max, since == nil {
                history = try waits.read(log) { copy $0 }
            } else {
                var folded = since.map { WaitHistory(since: $0) } ?? WaitHistory()
                try replay(&folded, through: position)
                history = folded
            }
            guard !history.isFull else {
                throw BookError(
                    .input,
                    code: "too-much",
                    "more than \(EngineLimits.waitsKept) patients began to wait in that time",
                    next: "ask about a shorter time, with a later first day"
                )
            }
            return history
        } catch {
            throw BookError(error)
        }
    }

    /// An appointment or hold, by the sequence of any of its facts; `nil` if there is none.
    public func appointment(_ sequence: UInt64) throws(BookError) -> Appointment? {
        let history = try history(of: sequence)
        let appointment = Appointment(history: history)
        return appointment.status == .none ? nil : appointment
    }

    /// A conversation, by the sequence of any of its facts; `nil` if there is none.
    ///
    /// - Parameter position: The last sequence to know; the end of the log by default.
    public func conversation(
        _ sequence: UInt64,
        through position: UInt64 = .max
    ) throws(BookError) -> Conversation? {
        let known = try history(of: sequence).prefix { $0.sequence <= position }
        let conversation = Conversation(history: known)
        return conversation.subject == 0 ? nil : conversation
    }

    /// All facts of the subject that a fact belongs to, in order, found without a scan of the log.
    public func history(of sequence: UInt64) throws(BookError) -> [Fact] {
        do {
            guard let fact = try log.record(at: sequence, as: Fact.self), fact.subject != 0 else {
                return []
            }
            return try log.records(ofSubject: fact.subject, as: Fact.self)
        } catch {
            throw BookError(error)
        }
    }

    /// The facts from `first` through `last`, at most ``factsMax`` of them.
    public func facts(from first: UInt64, through last: UInt64) throws(BookError) -> [Fact] {
        do {
            var facts: [Fact] = []
            try log.scan(Fact.self, from: first, through: last) { page in
                for index in page.indices where facts.count < Book.factsMax {
                    facts.append(page[index])
                }
                return facts.count < Book.factsMax
            }
            return facts
        } catch {
            throw BookError(error)
        }
    }

    /// The most facts that one call returns as an array; use ``facts(after:)`` or
    /// ``replay(_:from:through:)`` for more.
    public static let factsMax = 1 << 20

    /// The plain body of a fact, or `nil` if it has none.
    public func body(at sequence: UInt64) throws(BookError) -> [UInt8]? {
        do { return try log.body(at: sequence) } catch { throw BookError(error) }
    }

    /// The newest sequence that was recorded at or before an instant; 0 if none was. O(log
    /// commits).
    public func position(recordedBy instant: Instant) throws(BookError) -> UInt64 {
        do {
            return try log.commit(recordedBy: instant.milliseconds)?.lastSequence ?? 0
        } catch {
            throw BookError(error)
        }
    }

    /// The command that a fact came from, with who asked and what was asked for.
    package func command(of sequence: UInt64) throws -> (id: CommandID, record: CommandRecord)? {
        guard let commit = try log.commit(containing: sequence) else { return nil }
        for bytes in commit.commandIDs {
            guard let id = CommandID(bytes: bytes), let row = try log.commandRow(bytes),
                let record = CommandRecord(row.bytes)
            else { continue }
            if record.first <= sequence, sequence < record.first + UInt64(record.count) {
                return (id, record)
            }
        }
        return nil
    }
}
