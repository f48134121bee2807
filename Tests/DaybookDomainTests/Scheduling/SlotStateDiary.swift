import DaybookDomain
import Testing

/// A log in memory: commands are decided against the state that their facts are folded into.
struct Diary {
    private(set) var state = SlotState()
    private(set) var facts: [Fact] = []
    private(set) var bodies: [UInt64: [UInt8]] = [:]
    var now: Instant
    var channel = Channel.desk
    var actor = ActorClass.staff
    var actorNumber: UInt32 = 0
    var hasSealedContent = false

    init(at now: Instant) {
        self.now = now
    }

    /// A diary of a clinic that is already configured.
    init(_ definitions: [Definition], at now: Instant) throws {
        self.init(at: now)
        try perform(.configure(definitions))
    }

    var next: UInt64 { UInt64(facts.count) + 1 }

    /// All facts of the subject that the fact at `sequence` belongs to.
    func history(of sequence: UInt64) -> [Fact] {
        guard sequence >= 1, sequence <= facts.count else { return [] }
        let subject = facts[Int(sequence) - 1].subject
        return facts.filter { $0.subject == subject }
    }

    func status(of subject: UInt64) -> AppointmentStatus {
        Appointment(history: history(of: subject)).status(asOf: now)
    }

    /// Decides without recording.
    func decide(_ command: Command, occurredAt: Instant? = nil) throws(Refusal) -> Decision {
        let context = DecisionContext(
            now: now,
            occurredAt: occurredAt ?? now,
            channel: channel,
            actor: actor,
            next: next,
            hasSealedContent: hasSealedContent,
            actorNumber: actorNumber
        )
        let history =
            command.parties.0 == 0
            ? history(of: command.subjects.0) : history(ofParty: command.parties.0)
        let other = other(of: command)
        let sender = command.sender(
            acknowledges: state.clinic.channel(channel)?.acknowledges == true
        )
        return try Decider.decide(
            command,
            in: context,
            given: state,
            history: history,
            other: other,
            further: self.history(of: command.further(history: history, other: other)),
            sender: self.history(
                ofParty: sender != 0 ? sender : command.told(history: history)
            ),
            contacts: contacts(of: command, context)
        )
    }

    /// Whom the offers of a round are told, as the writer finds them.
    private func contacts(
        of command: Command,
        _ context: DecisionContext
    ) -> [UInt64: WaitlistContact] {
        guard case .advance = command else { return [:] }
        var contacts: [UInt64: WaitlistContact] = [:]
        for entry in Decider.entriesToTell(context, given: state) {
            contacts[entry.number] = WaitlistContact(
                conversation: history(of: entry.wish.conversation),
                person: history(ofParty: entry.wish.party)
            )
        }
        return contacts
    }

    /// The second history that decides a command, as the writer finds it.
    private func other(of command: Command) -> [Fact] {
        if command.parties.0 != 0 { return history(ofParty: command.parties.1) }
        guard command.subjects.1 == 0, command.asksForConsent else {
            return history(of: command.subjects.1)
        }
        let party = history(of: command.subjects.0).last { $0.party != 0 }?.party ?? 0
        return history(ofParty: party)
    }

    /// All facts of what is known of a person.
    func history(ofParty party: UInt64) -> [Fact] {
        let first = facts.first { fact in
            guard party != 0, fact.party == party, fact.subject == fact.sequence else {
                return false
            }
            switch fact.kind {
            case .contactLinked, .contactUnlinked, .partiesMerged, .partiesSplit,
                .consentRecorded, .consentWithdrawn, .preferenceRecorded, .acknowledgementQueued,
                .colleagueRecorded, .colleagueWithdrawn:
                return true
            default: return false
            }
        }
        return first.map { history(of: $0.sequence) } ?? []
    }

    /// A person, folded.
    func person(_ party: UInt64) -> Person { Person(history: history(ofParty: party)) }

    /// Decides and records; gives the new facts.
    @discardableResult
    mutating func perform(
        _ command: Command,
        occurredAt: Instant? = nil
    ) throws(Refusal) -> [Fact] {
        let decision = try decide(command, occurredAt: occurredAt)
        let bodies = Dictionary(uniqueKeysWithValues: decision.bodies.map { ($0.index, $0.bytes) })
        for (index, fact) in decision.facts.enumerated() {
            record(fact, body: bodies[index])
        }
        return decision.facts
    }

    /// Records a fact as it is.
    mutating func record(_ fact: Fact, body: [UInt8]? = nil) {
        state.apply(fact) { body }
        if let body { bodies[fact.sequence] = body }
        facts.append(fact)
    }

    /// The answer as a reason: ``Reason/none`` for yes.
    func reason(_ command: Command) -> Reason {
        do {
            _ = try decide(command)
            return .none
        } catch {
            return error.reason
        }
    }

    /// Expands open time, as the writer does before it decides.
    mutating func prepare() {
        state.prepareOpenTime(around: now)
    }

    /// The starts that a query lists.
    func offered(
        _ service: UInt16,
        _ window: Range<Minute>,
        resource: UInt16 = 0
    ) -> [Minute] {
        guard let service = state.clinic.service(service) else { return [] }
        let starts = state.starts(of: service, in: window, resource: resource, now: now)
        return starts.first(starts.count)
    }

    /// The starts that `book` accepts, asked one by one.
    func accepted(
        _ service: UInt16,
        _ window: Range<Minute>,
        resource: UInt16 = 0
    ) -> [Minute] {
        (window.lowerBound.value..<window.upperBound.value).map { Minute($0) }.filter {
            reason(.book(TimeRequest(service: service, resource: resource, start: $0))) == .none
        }
    }
}

/// A small clinic for tests that name their times: one place, resources 1 to n, one service.
struct SmallClinic {
    var zone = "UTC"
    var rules: ZoneRules?
    var hours = WeeklyHours.always
    var exceptions: [HoursException] = []
    var resources: UInt16 = 1
    var service = Service(number: 1, key: "visit", name: "Visit", duration: 30)
    var more: [Service] = []

    init() {
        service.groups = [ResourceGroup(name: "practitioners", resources: [1])]
    }

    func definitions() throws -> [Definition] {
        let rules = try rules ?? (zone == "UTC" ? .utc : ZoneFiles.rules(zone))
        var definitions: [Definition] = [
            .zone(Zone(number: 1, name: zone, release: "test", rules: rules)),
            .location(
                Location(
                    number: 1,
                    key: "here",
                    name: "Here",
                    zone: 1,
                    hours: hours,
                    exceptions: exceptions
                )
            ),
            .clinic(ClinicSettings(key: "c", name: "Clinic", zone: 1)),
        ]
        for number in 1...resources {
            definitions.append(
                .resource(
                    Resource(
                        number: number,
                        key: "r\(number)",
                        name: "R",
                        role: .practitioner,
                        location: 1
                    )
                )
            )
        }
        return definitions + ([service] + more).map { .service($0) }
    }

    func diary(at now: String) throws -> Diary {
        try Diary(definitions(), at: instant(now))
    }
}

/// An instant from RFC 3339, as tests write it.
func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: text))
}

/// The minute of an instant from RFC 3339.
func minute(_ text: String) throws -> Minute {
    try instant(text).minute
}
