internal import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

/// Plays a clinic's years into an empty book: real commands, really decided, at the speed of an
/// import.
///
/// People ask at the hours in which people ask, are answered within hours with a long tail, book
/// mostly within 60 days, come, don't come, cancel and move. Everything that is drawn comes from
/// the plan's seed, commands are gathered into batches by simulated time alone, and no
/// floating-point function is used: so one plan gives one log, byte for byte, on every machine with
/// the same zone rules.
struct Simulation {
    /// Seconds of simulated time that one commit covers.
    static let window = 1_800
    /// Longest lead of a booking, in days.
    static let leadDaysMax = 60

    let plan: SimulationPlan
    let clinic: SimulatedClinic
    var random: SeededGenerator
    var diary: SimulatedDiary
    /// Events by window.
    var agenda: [[SimulatedEvent]]
    /// The conversation of each person's thread on a platform.
    var threads: [UInt64: UInt64] = [:]
    /// The instant of the first day's midnight.
    let origin: Int64
    let days: Int
    var serial: UInt64 = 0
    /// The commands of the batch at hand and what is to follow from each answer.
    var batch: [Submission] = []
    var followUps: [(inout Simulation, Receipt) -> Void] = []

    init(_ plan: SimulationPlan) throws(BookError) {
        guard plan.facts >= 1, plan.resources >= 1, plan.resources <= 10_000, plan.weeks >= 1,
            plan.weeks <= 1_040, plan.mix.values.allSatisfy({ $0 >= 0 }),
            plan.mix.values.reduce(0, +) > 0
        else {
            throw BookError(
                .input,
                code: "plan",
                "facts, resources (10,000), weeks (1,040) or mix out of range"
            )
        }
        self.plan = plan
        clinic = try SimulatedClinic(plan)
        random = SeededGenerator(seed: plan.seed)
        days = plan.weeks * 7
        // The facts wanted may take some weeks longer than planned.
        let played = days * 2 + 28
        diary = SimulatedDiary(
            resources: plan.resources,
            days: played + Simulation.leadDaysMax + 1
        )
        agenda = Array(repeating: [], count: played * 86_400 / Simulation.window)
        origin = clinic.zone.instant(for: WallTime(date: plan.start, minuteOfDay: 0)).milliseconds
    }

    /// Facts that one contact leads to, on average over the usual mix; only spreads them over the
    /// weeks.
    private static let factsPerContact = 4

    /// Plays the plan into a log.
    ///
    /// - Returns: How many facts the log then has.
    mutating func run(_ committer: Committer, progress: (Int) -> Void) throws(BookError) -> Int {
        var facts = try configure(committer)
        let windowsPerDay = 86_400 / Simulation.window
        for window in agenda.indices where facts < plan.facts {
            if window % windowsPerDay == 0 { fillDay(window / windowsPerDay, facts: facts) }
            let events = agenda[window].sorted { $0.second < $1.second }
            agenda[window] = []
            for event in events { play(event) }
            facts += try commit(committer, endOfWindow: (window + 1) * Simulation.window)
            progress(facts)
        }
        return facts
    }

    private mutating func configure(_ committer: Committer) throws(BookError) -> Int {
        submit(.configure(clinic.definitions), at: 0, channel: .system, by: .system) { _, _ in }
        return try commit(committer, endOfWindow: 1)
    }

    private mutating func commit(
        _ committer: Committer,
        endOfWindow second: Int
    ) throws(BookError) -> Int {
        guard !batch.isEmpty else { return 0 }
        let results = committer.commit(batch, at: origin + Int64(second) * 1_000)
        let following = followUps
        batch.removeAll(keepingCapacity: true)
        followUps.removeAll(keepingCapacity: true)
        var facts = 0
        for (result, follow) in zip(results, following) {
            switch result {
            case .success(let receipt):
                if case .accepted(_, let count) = receipt.answer { facts += count }
                follow(&self, receipt)
            case .failure(let error): throw BookError(error)
            }
        }
        return facts
    }

    /// The contacts of one day: as many as lead to the facts still wanted in the days still left.
    /// Working days carry most, mornings more than afternoons.
    private mutating func fillDay(_ day: Int, facts: Int) {
        let weights = [20, 18, 18, 17, 17, 6, 4]
        let wanted = max(0, plan.facts - facts)
        let left = max(7, days - day)
        let contacts = wanted * weights[day % 7] * 7 / (left * 100 * Simulation.factsPerContact) + 1
        for _ in 0..<contacts {
            let hour = random.chance(75) ? 7 + random.below(5) : 12 + random.below(10)
            let second = day * 86_400 + hour * 3_600 + random.below(3_600)
            schedule(.contact, at: second)
        }
    }

    /// Puts an event on the agenda; never into a window that is being played.
    mutating func schedule(_ kind: SimulatedEvent.Kind, at second: Int) {
        let window = second / Simulation.window
        guard window >= 0, window < agenda.count else { return }
        agenda[window].append(SimulatedEvent(second: second, kind: kind))
    }

    /// Adds a command to the batch; `follow` is called with its durable answer.
    mutating func submit(
        _ command: Command,
        at second: Int,
        channel: Channel,
        by actor: ActorClass,
        contact: Int? = nil,
        _ follow: @escaping (inout Simulation, Receipt) -> Void
    ) {
        serial += 1
        let milliseconds = origin + Int64(second) * 1_000 + Int64(serial % 1_000)
        let id = CommandID.make(at: milliseconds, using: &random)
        var submission = Submission(
            id: id,
            at: Instant(milliseconds: milliseconds),
            channel: channel,
            actorClass: actor,
            actor: actor == .staff ? "desk-\(serial % 7 + 1)" : "",
            command: command,
            fingerprint: id.bytes
        )
        if let contact {
            submission.contact = Submission.ContactKey(
                hash: key(contact, purpose: 1),
                token: key(contact)
            )
            if channel != .email, channel != .form {
                let thread = key(contact, purpose: 2 + UInt64(channel.rawValue))
                submission.references = [thread]
                submission.bindings = [thread]
            }
        }
        batch.append(submission)
        followUps.append(follow)
    }

    /// A simulated person's token: never 0, the same each time.
    func key(_ person: Int) -> UInt64 {
        var generator = SeededGenerator(seed: plan.seed ^ UInt64(person) &* 0xD6E8_FEB8_6659_FD93)
        return generator.next() | 1
    }

    /// 32 bytes that stand for a keyed hash of a person's address.
    func key(_ person: Int, purpose: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: key(person) &+ purpose)
        var bytes: [UInt8] = []
        for _ in 0..<4 {
            let word = generator.next()
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        return bytes
    }
}
