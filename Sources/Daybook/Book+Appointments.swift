public import DaybookDomain
internal import DaybookStorage

extension Book {
    /// The most appointments that one question about a resource is answered with.
    public static let appointmentsMax = 10_000

    /// The appointments and live holds that take a resource's time in a window, the earliest first:
    /// its day as the desk sees it, those that are over or were missed too. What was cancelled, moved
    /// away, or has run out is left out.
    ///
    /// - Parameters:
    ///   - resource: The resource's number.
    ///   - window: UTC minutes; what only reaches into it counts.
    ///   - position: The last sequence to know; the end of the log by default.
    ///   - now: The instant that holds are compared with; `nil` the clock.
    /// - Throws: ``BookError``; `too-much` when there are more than ``appointmentsMax``.
    /// - Complexity: O(facts): folded from the log for this question.
    public func appointments(
        of resource: UInt16,
        in window: Range<Minute>,
        through position: UInt64 = .max,
        asOf now: Instant? = nil
    ) throws(BookError) -> [Appointment] {
        let now = now ?? Instant(milliseconds: options.clock())
        var found: [(start: Minute, appointment: Appointment)] = []
        for subject in try subjects(taking: resource, in: window, through: position) {
            let history = try history(of: subject).prefix { $0.sequence <= position }
            let appointment = Appointment(history: history)
            let isLive =
                switch appointment.status(asOf: now) {
                case .none, .cancelled, .enteredInError: false
                default: true
                }
            let own = appointment.footprints.first { Book.takes($0, resource, window) }
            if isLive, let own { found.append((own.start, appointment)) }
        }
        return found.sorted {
            ($0.start, $0.appointment.subject) < ($1.start, $1.appointment.subject)
        }.map(\.appointment)
    }

    /// Whatever ever took a resource's time in a window, each once.
    private func subjects(
        taking resource: UInt16,
        in window: Range<Minute>,
        through position: UInt64
    ) throws(BookError) -> Set<UInt64> {
        do {
            var subjects: Set<UInt64> = []
            try log.scan(Fact.self, from: 1, through: position) { page in
                for index in page.indices where page[index].resource == resource {
                    let fact = page[index]
                    guard Book.takesTime(fact), Book.takes(Footprint(of: fact), resource, window)
                    else { continue }
                    subjects.insert(fact.subject)
                }
                return subjects.count <= Book.appointmentsMax
            }
            guard subjects.count <= Book.appointmentsMax else {
                throw BookError(
                    .input,
                    code: "too-much",
                    "more than \(Book.appointmentsMax) appointments",
                    next: "ask about a shorter time"
                )
            }
            return subjects
        } catch {
            throw BookError(error)
        }
    }

    private static func takesTime(_ fact: Fact) -> Bool {
        switch fact.kind {
        case .holdPlaced, .appointmentRequested, .appointmentBooked, .appointmentRescheduled,
            .appointmentReinstated, .timeReresolved:
            fact.length > 0
        default: false
        }
    }

    private static func takes(
        _ footprint: Footprint,
        _ resource: UInt16,
        _ window: Range<Minute>
    ) -> Bool {
        let shown = footprint.start..<footprint.start.advanced(by: Int(footprint.length))
        return footprint.resource == resource && shown.overlaps(window)
    }
}
