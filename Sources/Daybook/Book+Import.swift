internal import DaybookDomain
public import DaybookEngine
public import DaybookFormats
internal import DaybookIntake
internal import DaybookStorage

extension Book {
    /// Takes over another system's diary: its time is blocked here, and nobody's name is kept.
    ///
    /// Each entry is known by source, id and version: the same again changes nothing, a newer
    /// version replaces an older one in whatever order they come. Nothing is ever refused because
    /// the time is booked here; such conflicts are facts, see ``conflicts(asOf:)``.
    ///
    /// - Parameters:
    ///   - appointments: What was read of it, in order.
    ///   - source: The other system's name, always the same.
    ///   - ends: What of it has no later instances; those that were taken over are cleared.
    ///   - resource: The key of the resource that entries without one of their own take.
    ///   - actor: Who or what took it over.
    /// - Returns: What became of each, in order, and of what was cleared as no more; all of it
    ///   durable.
    public func importBusy(
        _ appointments: [ExternalAppointment],
        ends: [ExternalSeriesEnd] = [],
        from source: String,
        resource: String? = nil,
        actor: String = ""
    ) async throws(BookError) -> [ImportedEntry] {
        do {
            let clinic = try clinic()
            let appointments = appointments + (try gone(after: ends, from: source))
            var imported: [ImportedEntry] = []
            imported.reserveCapacity(appointments.count)
            var rest = appointments[...]
            while !rest.isEmpty {
                let batch = rest.prefix(Book.importBatch)
                rest = rest.dropFirst(Book.importBatch)
                var submissions: [Submission] = []
                var known: [Bool] = []
                for appointment in batch {
                    let busy = Book.busy(appointment, clinic, resource)
                    known.append(busy != nil)
                    guard let busy else { continue }
                    submissions.append(try submission(busy, appointment, source, actor))
                }
                var results = try await startedWriter().submit(all: submissions)[...]
                for (appointment, isKnown) in zip(batch, known) {
                    guard isKnown, let result = results.popFirst() else {
                        imported.append(
                            ImportedEntry(
                                id: appointment.id,
                                outcome: .unknownResource,
                                entry: 0,
                                receipt: nil
                            )
                        )
                        continue
                    }
                    imported.append(try outcome(of: result, appointment))
                }
            }
            return imported
        } catch {
            throw BookError(error)
        }
    }

    /// Time that another system took although it is booked or held here, until somebody settles it
    /// or one of the two gives way; oldest first.
    ///
    /// - Parameter now: The instant that holds are compared with; `nil` the clock.
    /// - Complexity: O(facts): folded from the log for this question.
    public func conflicts(asOf now: Instant? = nil) throws(BookError) -> [Conflicts.Conflict] {
        var conflicts = Conflicts()
        try replay(&conflicts)
        return conflicts.open(at: now ?? Instant(milliseconds: options.clock()))
    }

    /// The instances that were taken over before and are no more.
    private func gone(
        after ends: [ExternalSeriesEnd],
        from source: String
    ) throws -> [ExternalAppointment] {
        guard !ends.isEmpty else { return [] }
        let vault = try requireVault()
        var gone: [ExternalAppointment] = []
        for end in ends {
            let places = try places(after: end, from: source, vault)
            for number in places.numbers.joined() {
                let id = end.instance(number)
                let name = Book.name(of: id, from: source)
                guard let fact = try log.party(try Book.key(of: name, vault)) else {
                    if places.hasGaps { continue }
                    break
                }
                guard ExternalEntry(history: try history(ofFact: fact)).isSet else { continue }
                gone.append(
                    ExternalAppointment(
                        id: id,
                        version: end.version,
                        resources: [],
                        start: Minute(0),
                        length: 0,
                        isCancelled: true
                    )
                )
            }
        }
        return gone
    }

    /// The numbers that instances may have which were taken over before, from a number on.
    ///
    /// A series that began long ago was taken over from yesterday's instance on, and some of its
    /// instances may never have been; so those that were leave marks: one that says that there are
    /// any, and one for each ``markSpan`` numbers. What was never a series is then known by one
    /// look. What was taken over before there were marks has them as it changes.
    private func places(
        after end: ExternalSeriesEnd,
        from source: String,
        _ vault: Vault
    ) throws -> (numbers: [Range<Int>], hasGaps: Bool) {
        let near = end.from..<(end.from + Book.instancesLookedFor)
        let any = Book.mark(nil, of: end.id, from: source)
        guard try log.party(try Book.key(of: any, vault)) != nil else {
            return ([near], end.isSeries)
        }
        var numbers = [near]
        let last = ExternalLimits.instances / Book.markSpan
        for mark in stride(from: near.upperBound / Book.markSpan, through: last, by: 1) {
            let name = Book.mark(mark, of: end.id, from: source)
            guard try log.party(try Book.key(of: name, vault)) != nil else { continue }
            let first = max(near.upperBound, mark * Book.markSpan)
            numbers.append(first..<((mark + 1) * Book.markSpan))
        }
        return (numbers, true)
    }

    /// How many instances of a series share a mark.
    private static let markSpan = 128

    /// What marks that instances of a series were taken over: any, or those of a span. No entry's own
    /// name begins with a letter.
    private static func mark(_ span: Int?, of series: String, from source: String) -> String {
        "series \(span.map { "\($0)" } ?? "any") " + name(of: series, from: source)
    }

    private static func key(of name: String, _ vault: Vault) throws -> [UInt8] {
        indexKey(try vault.referenceKey(name, channel: .transfer))
    }

    private func history(ofFact sequence: UInt64) throws -> [Fact] {
        guard let fact = try log.record(at: sequence, as: Fact.self) else { return [] }
        return try history(of: fact.subject)
    }

    /// How an entry of another system is known; lengths first, so that no two pairs of names are
    /// the same bytes.
    private static func name(of id: String, from source: String) -> String {
        "\(source.utf8.count):\(source)\(id)"
    }

    /// How many instances are looked for after the last of a series.
    private static let instancesLookedFor = ExternalLimits.daysAhead

    /// Entries submitted at once.
    private static let importBatch = 1_024

    /// The entry in the book's own numbers; `nil` if one of its resources is not the clinic's.
    private static func busy(
        _ appointment: ExternalAppointment,
        _ clinic: Clinic,
        _ resource: String?
    ) -> ExternalBusy? {
        if appointment.isCancelled { return ExternalBusy(clearedIn: appointment.version ?? 0) }
        var keys = appointment.resources
        if keys.isEmpty, let resource { keys = [resource] }
        var numbers: [UInt16] = []
        for key in keys {
            guard let number = clinic.resource(key: key)?.number else { return nil }
            if !numbers.contains(number) { numbers.append(number) }
        }
        guard !numbers.isEmpty else { return nil }
        return ExternalBusy(
            version: appointment.version ?? 0,
            resources: numbers,
            start: appointment.start,
            length: appointment.length
        )
    }

    private func submission(
        _ busy: ExternalBusy,
        _ appointment: ExternalAppointment,
        _ source: String,
        _ actor: String
    ) throws -> Submission {
        let vault = try requireVault()
        var content: [UInt8] = []
        for resource in busy.resources {
            content += [
                UInt8(truncatingIfNeeded: resource >> 8), UInt8(truncatingIfNeeded: resource),
            ]
        }
        let command = Command.importBusy(busy)
        let print = try fingerprint(of: command, content: content)
        let name = Book.name(of: appointment.id, from: source)
        let now = options.clock()
        var random = SystemRandomNumberGenerator()
        var id = CommandID.make(at: now, using: &random)
        // Where there is no version, what stands here decides whether the content is news.
        if let version = appointment.version {
            let identity = Array("\(name.utf8.count):\(name)v\(version)".utf8)
            let bytes = try vault.commandID(claimed: nil, channel: .transfer, identity: identity)
            guard let known = CommandID(bytes: bytes) else {
                throw BookError(.internal, code: "command-id", "an id has 16 bytes")
            }
            id = known
        }
        var submission = Submission(
            id: id,
            at: Instant(milliseconds: now),
            channel: .transfer,
            actorClass: .service,
            actor: actor,
            command: command,
            fingerprint: print
        )
        let key = try Book.key(of: name, vault)
        submission.references = [key]
        submission.bindings = [key]
        if let instance = appointment.instance {
            for span in [nil, instance.number / Book.markSpan] {
                let mark = Book.mark(span, of: instance.series, from: source)
                submission.bindings.append(try Book.key(of: mark, vault))
            }
        }
        return submission
    }

    private func outcome(
        of result: Result<Receipt, EngineError>,
        _ appointment: ExternalAppointment
    ) throws -> ImportedEntry {
        let receipt: Receipt
        switch result {
        case .success(let answer): receipt = answer
        case .failure(let error):
            guard error.code == .conflict else { throw error }
            return ImportedEntry(id: appointment.id, outcome: .differs, entry: 0, receipt: nil)
        }
        var outcome: ImportedEntry.Outcome
        var entry: UInt64 = 0
        switch receipt.answer {
        case .accepted(let first, let count):
            let facts = try facts(from: first, through: first + UInt64(count) - 1)
            entry = facts.first?.subject ?? 0
            outcome = appointment.isCancelled ? .cleared : .set
            if facts.contains(where: { $0.kind == .conflictFound }) { outcome = .conflict }
            if receipt.isRepeated { outcome = .unchanged }
        case .refused(let refusal):
            switch refusal.reason {
            case .unchanged: outcome = .unchanged
            case .staleVersion: outcome = .stale
            default: outcome = .refused
            }
            if refusal.cause != 0 {
                entry = try facts(from: refusal.cause, through: refusal.cause).first?.subject ?? 0
            }
        }
        return ImportedEntry(
            id: appointment.id,
            outcome: outcome,
            entry: entry,
            receipt: receipt
        )
    }
}
