internal import DaybookDomain
internal import DaybookFormats
internal import DaybookStorage

extension Book {
    /// Writes what changed after a position as FHIR R4 resources in JSON, one a line: Schedules,
    /// Slots and Appointments.
    ///
    /// Each appointment, block and resource is written once, as it stands at the end; so whoever
    /// keeps the newest of each id, export after export, has the diary. A hold or a wish that ran
    /// out meanwhile is written again, cancelled. Patients are tokens of this book alone; the names of
    /// resources and services are those in use now.
    ///
    /// - Parameters:
    ///   - after: The last position already exported; 0 exports everything.
    ///   - freeDays: Also the times that are free in so many days from now, 0 to
    ///     ``freeDaysMax``, at most ``freeSlotsMax`` of each service: as Slots that are true now and
    ///     go when they are not written again.
    ///   - write: Takes one line with its line feed; it may throw to stop, or return `false`.
    /// - Returns: The position to export after the next time.
    /// - Throws: ``BookError``, and what `write` throws.
    /// - Complexity: O(facts after the position), and their appointments' own facts; for holds, the
    ///   facts of the last 46 days before it too.
    @discardableResult
    public func exportFHIR(
        after position: UInt64 = 0,
        freeDays: Int = 0,
        _ write: ([UInt8]) throws -> Bool
    ) throws -> UInt64 {
        // The end first: the names are then never older than the facts.
        let last = try head().sequence
        let clinic = try clinic()
        let export = FHIRExport(
            clinic: clinic,
            book: identity.hexadecimal,
            now: Instant(milliseconds: options.clock())
        )
        var isWanted = true
        func emit(_ line: [UInt8]?) throws {
            if let line, isWanted { isWanted = try write(line) }
        }
        func emit(_ history: [Fact]) throws {
            for line in export.slots(of: history) { try emit(line) }
            try emit(export.appointment(of: history))
        }
        var defined: Fact?
        var withdrawn: [UInt16: Fact] = [:]
        for history in try holdsEnded(after: position, by: export.now) { try emit(history) }
        var next = position
        while isWanted, next < last {
            let through = min(last, next + Book.exportWindow)
            for fact in try facts(from: next + 1, through: through) where isWanted {
                guard let kind = fact.kind, FHIRExport.isExported(kind) else { continue }
                if FHIRExport.isInSchedules(kind) { defined = fact }
                if kind == .resourceWithdrawn { withdrawn[fact.resource] = fact }
                guard fact.kindCode >= Kind.holdPlaced.rawValue else { continue }
                let history = try exported(of: fact.sequence).filter { $0.sequence <= last }
                // Once, when its last fact comes by.
                guard history.last?.sequence == fact.sequence else { continue }
                for block in export.slots(ofBlock: history) { try emit(block) }
                if Appointment(history: history).status != .none { try emit(history) }
            }
            next = through
        }
        if let defined {
            // Few, and each tells of its services: all of them, where anything of them changed.
            for resource in clinic.resources {
                try emit(export.schedule(of: resource.number, definedBy: defined))
            }
        }
        for (number, fact) in withdrawn.sorted(by: { $0.key < $1.key })
        where clinic.resource(number) == nil {
            try emit(export.schedule(of: number, definedBy: fact))
        }
        let days = min(max(freeDays, 0), Book.freeDaysMax)
        let window = export.now.minute..<export.now.minute.advanced(by: days * 1_440)
        for service in clinic.services where days > 0 && isWanted {
            let slots = try freeSlots(
                service: service.number,
                in: window,
                asOf: export.now,
                count: Book.freeSlotsMax
            )
            for slot in slots {
                try emit(export.slot(free: slot.start, of: slot.resource, service, at: last))
            }
        }
        return isWanted ? last : next
    }

    /// The facts of a subject that an export tells of. What was sent because of it is none: a
    /// reminder changes nothing.
    private func exported(of sequence: UInt64) throws(BookError) -> [Fact] {
        try history(of: sequence).filter { $0.kind.map(FHIRExport.isExported) ?? false }
    }

    /// The most days of free time in one export.
    public static let freeDaysMax = 90
    /// The most free times of one service in one export.
    public static let freeSlotsMax = 20_000
    /// Facts read at a time.
    private static let exportWindow: UInt64 = 4_096

    /// The facts of holds and wishes that ran out by an instant, after the position was recorded,
    /// and that nothing happened to since.
    private func holdsEnded(
        after position: UInt64,
        by now: Instant
    ) throws(BookError) -> [[Fact]] {
        guard position > 0, let cursor = try facts(from: position, through: position).first else {
            return []
        }
        let longest = Int64(UInt16.max) * 60_000
        let from = try self.position(
            recordedBy: cursor.recordedAt.advanced(byMilliseconds: -longest - 1)
        )
        var ended: [[Fact]] = []
        var seen: Set<UInt64> = []
        var next = from
        while next < position {
            let through = min(position, next + Book.exportWindow)
            for fact in try facts(from: next + 1, through: through)
            where [.holdPlaced, .holdExtended, .appointmentRequested].contains(fact.kind)
                && fact.holdExpiry > cursor.recordedAt && fact.holdExpiry <= now
            {
                guard seen.insert(fact.subject).inserted else { continue }
                let history = try exported(of: fact.subject)
                guard let last = history.last, last.sequence <= position else { continue }
                let appointment = Appointment(history: history)
                if appointment.status == .pending, appointment.holdExpiry <= now {
                    ended.append(history)
                }
            }
            next = through
        }
        return ended
    }
}
