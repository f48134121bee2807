public import DaybookDomain

/// Every wait and every episode with both clocks: what reports by service, hour or responder, and of
/// times to offer, booking and resolution are made of.
///
/// It follows the same rules as ``ResponseTimes``, which is kept ready at all times and counts by
/// channel and day alone; this is folded from the log when somebody asks. The rules themselves are
/// ``Conversation``'s: this only watches what each fact changes.
public struct WaitHistory: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "wait-history"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 1

    /// Conversations folded at a time before those settled long ago are let go.
    static let conversationsMax = 65_536

    /// A conversation as far as it is folded, with its open wait and episode.
    struct Open: Sendable {
        var conversation = Conversation()
        var wait: Int?
        /// The waits that answers of the last days ended.
        var counted: [(reply: UInt64, wait: Int)] = []
        var hadAnswer = false
        var touched: Instant

        /// Follows the records to where they have moved.
        mutating func move(to places: [Int]) {
            wait = wait.map { places[$0] }
            for index in counted.indices { counted[index].wait = places[counted[index].wait] }
        }
    }

    /// All waits, in the order in which they began.
    public internal(set) var waits: [WaitRecord] = []
    /// All episodes, in the order in which they began.
    public internal(set) var episodes: [EpisodeRecord] = []
    /// Whether there were more than are kept: then it says nothing of what came after, and nothing
    /// is to be read from it.
    public internal(set) var isFull = false
    /// What began before this day may be let go; `nil` keeps everything.
    var since: CivilDate?
    /// The most waits, and the most episodes, that are kept.
    var limit = EngineLimits.waitsKept
    /// How many there may be before the next look for those that can be let go.
    var roomFor = EngineLimits.waitsKept
    var open: [UInt64: Open] = [:]
    var openEpisodes: [UInt64: Int] = [:]
    private(set) var clinic = Clinic()
    /// The hours that targets are counted by, as in force now.
    private var hours: OpeningHours?
    private var clock = OpeningClock()
    private var conversationsLimit = WaitHistory.conversationsMax

    /// Nothing folded yet.
    public init() {}

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            let code = fact.kindCode
            guard !isFull else { return }
            if code < Kind.holdPlaced.rawValue {
                define(fact, bodies.body(at: fact.sequence))
            } else if code >= Kind.requestReceived.rawValue,
                code <= Kind.conversationReopened.rawValue
                    || code == Kind.priorityChanged.rawValue
            {
                observe(fact)
            }
        }
    }

    private mutating func define(_ fact: Fact, _ body: [UInt8]?) {
        guard let definition = try? Definition(fact: fact, body: body ?? []) else { return }
        clinic.apply(definition)
        switch definition {
        case .zone, .location, .withdrawLocation:
            clock.define(clinic, at: fact.recordedAt)
            hours = clinic.openingHours
        default: break
        }
    }

    private mutating func observe(_ fact: Fact) {
        makeRoom(at: fact.recordedAt)
        let isWritten =
            fact.kind == .requestReceived || fact.kind == .messageReceived
            || fact.kind == .conversationReopened
        let isOpen = openEpisodes[fact.subject] != nil
        guard
            var entry = open.removeValue(forKey: fact.subject)
                ?? (isWritten || isOpen ? Open(hadAnswer: isOpen, touched: fact.recordedAt) : nil)
        else { return }
        let before = entry.conversation
        entry.conversation.apply(fact)
        entry.touched = fact.recordedAt
        if isWritten { begin(fact, &entry) }
        watchWait(fact, before, &entry)
        if let wait = entry.wait { waits[wait].priority = entry.conversation.priority }
        watchEpisode(fact)
        open[fact.subject] = entry
        if open.count > conversationsLimit { letGo(fact.recordedAt) }
    }

    /// What a fact changes in who waits since when.
    private mutating func watchWait(_ fact: Fact, _ before: Conversation, _ entry: inout Open) {
        let since = entry.conversation.waitingSince
        switch fact.kind {
        case .replySent:
            if let old = before.waitingSince, fact.occurredAt >= old {
                settle(by: fact, &entry)
                entry.hadAnswer = true
                if let since { beginWait(fact, since, &entry) }
            }
        case .replyFailed:
            mark(before, &entry)
            follow(fact, since, &entry)
        case .conversationClosed:
            if let wait = entry.wait {
                waits[wait].outcome = .notNeeded
                waits[wait].elapsed = elapsed(
                    since: waits[wait].since,
                    until: fact.occurredAt,
                    service: waits[wait].service
                )
            }
            entry.wait = nil
        default: follow(fact, since, &entry)
        }
    }

    /// Begins the wait that there is now, or moves its beginning back.
    private mutating func follow(_ fact: Fact, _ since: Instant?, _ entry: inout Open) {
        guard let since else { return }
        if let wait = entry.wait {
            if since < waits[wait].since { place(&waits[wait], at: since) }
        } else {
            beginWait(fact, since, &entry)
        }
    }

    /// The answer that a wait was counted by stays counted when it fails, and is marked.
    private mutating func mark(_ before: Conversation, _ entry: inout Open) {
        let standing = Set(entry.conversation.answers.filter { !$0.isVoid }.map(\.reply))
        // The one answer that stood before and does not stand now; old ones are let go of.
        for answer in entry.conversation.answers
        where answer.isVoid && answer.ending == answer.reply {
            guard before.answers.contains(where: { $0.reply == answer.reply && !$0.isVoid }),
                !standing.contains(answer.reply),
                let wait = entry.counted.first(where: { $0.reply == answer.reply })?.wait
            else { continue }
            waits[wait].isCorrected = true
            entry.hadAnswer = !waits[wait].isFirst
        }
    }

    private mutating func settle(by answer: Fact, _ entry: inout Open) {
        guard let wait = entry.wait else { return }
        let isAutomatic = answer.flags.contains(.automatic)
        waits[wait].outcome = isAutomatic ? .automatic : .person
        waits[wait].responder = answer.actor
        waits[wait].elapsed = elapsed(
            since: waits[wait].since,
            until: answer.occurredAt,
            service: waits[wait].service
        )
        waits[wait].due = due(waits[wait])
        waits[wait].isLate = waits[wait].due.map { $0 < answer.occurredAt } ?? false
        entry.wait = nil
        let answers = entry.conversation.answers
        entry.counted.removeAll { counted in
            !answers.contains { $0.ending == counted.reply }
        }
        if let reply = answers.last?.reply { entry.counted.append((reply, wait)) }
    }

    private mutating func beginWait(_ fact: Fact, _ since: Instant, _ entry: inout Open) {
        var wait = WaitRecord(
            conversation: fact.subject,
            since: since,
            outcome: .waiting,
            responder: nil,
            elapsed: Elapsed(calendar: 0, opening: 0),
            channel: entry.conversation.channel,
            service: service(of: fact.subject, entry),
            day: CivilDate(dayNumber: 0),
            hour: 0,
            priority: entry.conversation.priority,
            isFirst: !entry.hadAnswer,
            isCorrected: false,
            due: nil,
            isLate: false
        )
        place(&wait, at: since)
        if fact.kind == .replyFailed,
            let counted = entry.counted.last(where: { waits[$0.wait].since == since })?.wait
        {
            // It goes on where it began, by the zone as it was then.
            (wait.day, wait.hour) = (waits[counted].day, waits[counted].hour)
        }
        entry.wait = waits.count
        waits.append(wait)
    }

    /// When the answer to a wait is due by what is in force now, the same as an inbox shows; `nil`
    /// without a target.
    func due(_ wait: WaitRecord) -> Instant? {
        clinic.channel(wait.channel)?.due(after: wait.since, wait.priority, hours)
    }

    /// What was asked for, also before the conversation was let go.
    private func service(of subject: UInt64, _ entry: Open) -> UInt16 {
        if entry.conversation.service != 0 { return entry.conversation.service }
        return openEpisodes[subject].map { episodes[$0].service } ?? 0
    }

    private func place(_ wait: inout WaitRecord, at since: Instant) {
        wait.since = since
        (wait.day, wait.hour) = local(since)
    }

    // MARK: Episodes

    private mutating func begin(_ fact: Fact, _ entry: inout Open) {
        if let episode = openEpisodes[fact.subject] {
            if fact.occurredAt < episodes[episode].since {
                episodes[episode].since = fact.occurredAt
                (episodes[episode].day, episodes[episode].hour) = local(fact.occurredAt)
            }
            if fact.service != 0 { episodes[episode].service = fact.service }
            return
        }
        let (day, hour) = local(fact.occurredAt)
        openEpisodes[fact.subject] = episodes.count
        entry.hadAnswer = false
        episodes.append(
            EpisodeRecord(
                conversation: fact.subject,
                since: fact.occurredAt,
                channel: entry.conversation.channel,
                service: entry.conversation.service,
                day: day,
                hour: hour
            )
        )
    }

    private mutating func watchEpisode(_ fact: Fact) {
        guard let index = openEpisodes[fact.subject] else { return }
        func length() -> Elapsed {
            elapsed(
                since: episodes[index].since,
                until: fact.occurredAt,
                service: episodes[index].service
            )
        }
        switch fact.kind {
        case .offerMade where episodes[index].toOffer == nil:
            episodes[index].toOffer = length()
        case .replyQueued, .replySent:
            // A confirmation stands in the group of the booking that it confirms.
            guard fact.reason == .booked, episodes[index].toBooking == nil else { return }
            episodes[index].toBooking = length()
        case .conversationClosed:
            episodes[index].toResolution = length()
            openEpisodes[fact.subject] = nil
        default: break
        }
    }

    // MARK: Time

    private mutating func elapsed(
        since: Instant,
        until: Instant,
        service: UInt16
    ) -> Elapsed {
        Elapsed(
            calendar: UInt32(
                clamping: max(0, until.milliseconds - since.milliseconds) / 1_000
            ),
            opening: clock.seconds(
                of: clinic.location(ofService: service),
                from: since,
                to: until
            )
        )
    }

    private func local(_ instant: Instant) -> (CivilDate, UInt8) {
        let zone = clinic.settings.flatMap { clinic.zone($0.zone) }?.rules ?? .utc
        let wall = zone.wallTime(at: instant)
        let hour = (Int(wall.date.weekday.rawValue) - 1) * 24 + Int(wall.minuteOfDay) / 60
        return (wall.date, UInt8(clamping: hour))
    }

    /// Lets conversations go that nothing can put back any more.
    mutating func letGo(_ now: Instant) {
        open = open.filter { _, entry in
            let age = now.milliseconds - entry.touched.milliseconds
            return entry.wait != nil || age <= Conversation.failureWindow
        }
        conversationsLimit = max(WaitHistory.conversationsMax, open.count * 2)
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(WaitHistory.name)
        for wait in waits {
            digest.absorb(wait.conversation)
            digest.absorb(UInt64(bitPattern: wait.since.milliseconds))
            digest.absorb(UInt64(wait.elapsed.calendar) << 32 | UInt64(wait.elapsed.opening))
            digest.absorb(UInt64(wait.outcome.rawValue))
            digest.absorb(UInt64(wait.channel.rawValue) << 16 | UInt64(wait.service))
            digest.absorb((wait.isFirst ? 1 : 0) | (wait.isCorrected ? 2 : 0))
            digest.absorb(UInt64(UInt32(bitPattern: wait.day.dayNumber)))
            digest.absorb(UInt64(wait.hour))
        }
        for episode in episodes {
            digest.absorb(episode.conversation)
            digest.absorb(UInt64(bitPattern: episode.since.milliseconds))
            for elapsed in [episode.toOffer, episode.toBooking, episode.toResolution] {
                digest.absorb(
                    elapsed.map { UInt64($0.calendar) << 32 | UInt64($0.opening) } ?? .max
                )
            }
        }
    }
}
