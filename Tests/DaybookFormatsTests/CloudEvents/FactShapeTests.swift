import DaybookDomain
import Testing

@testable import DaybookFormats

@Suite("The table of fields says what the domain writes")
struct FactShapeTests {
    /// A day that makes every sort of fact but those of a later definition.
    private func day() throws -> DecidedFacts {
        var day = DecidedFacts()
        let definitions = try SampleClinic.read(try SampleClinic.text())
        _ = try day.decide(.configure(definitions + [.actor(Actor(number: 1, name: "desk"))]))
        // Tuesday 24 November 2026, 09:00 in Berlin.
        let start = Minute(29_925_120)
        func request(_ minutes: Int, party: UInt64 = 7) -> TimeRequest {
            TimeRequest(service: 2, start: start.advanced(by: minutes), party: party)
        }
        let hold = try day.decide(.hold(request(0), minutes: 20))
        _ = try day.decide(.extendHold(subject: hold, minutes: 30))
        _ = try day.decide(.confirmHold(subject: hold, party: 7))
        _ = try day.decide(
            .reschedule(subject: hold, start: start.advanced(by: 60), resource: 0)
        )
        _ = try day.decide(.cancel(subject: hold, reason: .patient))
        _ = try day.decide(.progress(subject: hold, step: .reinstate))
        _ = try day.decide(.recordResponse(subject: hold, resource: 0, response: .declined))
        let all = Amendment(modality: .home, priority: 2, visitType: .followUp, commentFor: 7)
        _ = try day.decide(.amend(subject: hold, all), sealed: true)
        _ = try day.decide(.progress(subject: hold, step: .arrive))
        _ = try day.decide(.progress(subject: hold, step: .checkIn))
        _ = try day.decide(.progress(subject: hold, step: .fulfil))
        _ = try day.decide(.progress(subject: hold, step: .enteredInError))
        let other = try day.decide(.hold(request(0), minutes: 0))
        _ = try day.decide(.releaseHold(subject: other))
        let video = TimeRequest(service: 6, start: start.advanced(by: 120), party: 8)
        _ = try day.decide(.book(video), channel: .phone)
        let block = try day.decide(.block(resource: 6, start: start, length: 60))
        _ = try day.decide(.unblock(subject: block))
        try exchange(&day, start)
        try converse(&day, start)
        try keep(&day)
        try share(&day, start)
        try redirect(&day)
        try plan(&day, start)
        _ = try day.decide(.configure([.withdrawChannel(.desk), .withdrawService(6)]))
        _ = try day.decide(.configure([.withdrawResource(9), .withdrawLocation(2)]))
        return day
    }

    /// Wishes, waits, series and what newer zone rules move.
    private func plan(_ day: inout DecidedFacts, _ start: Minute) throws {
        var service = try #require(day.clinic.service(2))
        service.approvalMinutes = 600
        service.choice = .roundRobin
        service.overbooking = 1
        service.noShowGrace = 20
        service.waitlist = WaitlistPolicy(offersAtOnce: 0, offerMinutes: 45, tries: 2)
        _ = try day.decide(.configure([.service(service)]))
        let later = start.advanced(by: 2 * 1_440)
        func request(_ minutes: Int) -> TimeRequest {
            TimeRequest(service: 2, start: later.advanced(by: minutes), party: 7)
        }
        let wish = try day.decide(.book(request(0)), channel: .form, actor: .patient)
        _ = try day.decide(.decline(subject: wish, reason: .provider))
        var wait = WaitlistWish(service: 2, party: 7, window: later..<later.advanced(by: 600))
        wait.weekdays = [.thursday]
        wait.quarters = 36..<68
        wait.priority = 3
        let entry = try day.decide(.joinWaitlist(wait))
        let hold = try day.decide(.advance, channel: .system, actor: .system)
        _ = try day.decide(.declineOffer(hold: hold))
        _ = try day.decide(.leaveWaitlist(entry: entry, reason: .withdrawn))
        let weekly = Recurrence(
            try RecurrenceRule("FREQ=WEEKLY;COUNT=6"),
            additions: [try #require(WallTime("2026-11-29T10:00"))]
        )
        let series = try day.decide(
            .bookSeries(SeriesRequest(request(60), weekly, isAllOrNothing: false))
        )
        _ = try day.decide(
            .rebook(subject: series + 1, starts: [request(240).start], minutes: 60)
        )
        let location = try #require(day.clinic.location(1))
        var moved = location
        moved.zone = UInt16(day.clinic.zones.count + 1)
        let rules = try #require(ZoneRules(fixedOffsetSeconds: 7_200))
        _ = try day.decide(
            .configure([
                .zone(Zone(number: moved.zone, name: "Europe/Berlin", release: "x", rules: rules)),
                .location(moved),
            ])
        )
        _ = try day.decide(.reresolve(subject: series + 1, keep: .wallTime))
    }

    private func exchange(_ day: inout DecidedFacts, _ start: Minute) throws {
        // Over the video visit of two hours later.
        var busy = ExternalBusy(
            version: 1,
            resources: day.facts.filter { $0.kind == .appointmentBooked }.suffix(1).map(\.resource),
            start: start.advanced(by: 120),
            length: 30
        )
        let entry = try day.decide(.importBusy(busy), channel: .transfer, actor: .service)
        _ = try day.decide(.settleConflict(conflict: entry + 2))
        busy = ExternalBusy(clearedIn: 2)
        busy.entry = entry
        _ = try day.decide(.importBusy(busy), channel: .transfer, actor: .service)
    }

    /// Links, corrected readings and the clinic's own people.
    private func redirect(_ day: inout DecidedFacts) throws {
        var incoming = Incoming(.message)
        incoming.party = 11
        incoming.readerVersion = 2
        let request = try day.decide(.receive(incoming), channel: .telegram, actor: .patient)
        let link = try day.decide(.mintLink(conversation: request, seconds: 600))
        _ = try day.decide(.redeemLink(link: link))
        let meant = ReadingCorrection(message: request, intent: .move, service: 2)
        _ = try day.decide(.correctReading(meant))
        _ = try day.decide(.recordColleague(party: 11, isColleague: true))
        _ = try day.decide(.recordColleague(party: 11, isColleague: false))
    }

    private func share(_ day: inout DecidedFacts, _ start: Minute) throws {
        _ = try day.decide(.configure([.actor(Actor(number: 1, name: "front-desk"))]))
        var incoming = Incoming(.message)
        incoming.party = 9
        let request = try day.decide(.receive(incoming), channel: .sms, actor: .patient)
        _ = try day.decide(.assign(conversation: request, to: 1))
        _ = try day.decide(.release(conversation: request))
        _ = try day.decide(.note(conversation: request), sealed: true)
        for priority in [Priority.urgent, .routine] {
            _ = try day.decide(.prioritise(conversation: request, priority))
        }
        let reply = try day.decide(.respond(conversation: request, sent: false, ifHead: 0))
        _ = try day.decide(.claimReply(reply: reply, seconds: 60))
        for change in [PartyRelation.Change.link, .unlink, .merge, .split] {
            let relation = PartyRelation(change, 9, 10, evidence: .documentShown)
            _ = try day.decide(.relate(relation))
        }
        _ = try day.decide(.recordConsent(party: 9, channel: .sms, wording: 2))
        _ = try day.decide(.withdrawConsent(party: 9, channel: .sms))
        _ = try day.decide(
            .recordPreference(party: 9, channel: .email, language: LanguageTag("de"))
        )
        let wish = TimeRequest(service: 2, start: start.advanced(by: 300), party: 9)
        let visit = try day.decide(.book(wish), channel: .phone)
        let reminder = try day.decide(.remind(appointment: visit, channel: .email))
        _ = try day.decide(.answerReminder(reminder: reminder, .confirm))
        try acknowledge(&day, incoming)
    }

    private func acknowledge(_ day: inout DecidedFacts, _ incoming: Incoming) throws {
        var settings = try #require(day.clinic.settings)
        settings.templatesUsed = 1
        settings.templates = [
            MessageTemplates(
                number: 1,
                language: try #require(LanguageTag("de")),
                acknowledgement: "Da.",
                reminder: "{when}",
                confirmation: "{when}",
                emergency: "112"
            )
        ]
        var policy = ChannelPolicy(channel: .whatsapp)
        policy.acknowledges = true
        _ = try day.decide(.configure([.clinic(settings), .channel(policy)]))
        _ = try day.decide(.receive(incoming), channel: .whatsapp, actor: .patient)
    }

    private func converse(_ day: inout DecidedFacts, _ start: Minute) throws {
        var incoming = Incoming(.message)
        incoming.party = 9
        incoming.introducesParty = true
        incoming.service = 2
        incoming.urgent = true
        let introduced = try day.decide(
            .receive(incoming),
            channel: .email,
            actor: .patient,
            sealed: true
        )
        let request = introduced + 1
        incoming.introducesParty = false
        incoming.conversation = request
        _ = try day.decide(.receive(incoming), channel: .email, actor: .patient, sealed: true)
        var copy = incoming
        copy.copyOf = request
        _ = try day.decide(.receive(copy), channel: .email, actor: .patient, sealed: true)
        for nature in [Incoming.Nature.edit, .unsend, .reaction, .machine, .quarantined] {
            var next = Incoming(nature)
            next.party = 9
            next.conversation = request
            next.about = request
            next.reason = nature == .machine ? .autoReply : .none
            _ = try day.decide(.receive(next), channel: .email, actor: .patient)
        }
        _ = try day.decide(.receive(Incoming(.unrecognised)), channel: .email, actor: .service)
        let offer = try day.decide(
            .offer(
                conversation: request,
                service: 2,
                starts: [start.advanced(by: 90)],
                minutes: 60
            )
        )
        let reply = try day.decide(.respond(conversation: request, sent: false, ifHead: 0))
        for outcome in [Command.ReplyOutcome.uncertain, .sent, .delivered, .read, .failed] {
            _ = try day.decide(.reportReply(reply: reply, outcome: outcome))
        }
        _ = try day.decide(.close(conversation: request, reason: .thanks))
        _ = try day.decide(.reopen(conversation: request))
        _ = try day.decide(.access(sequence: request, purpose: .treatment))
        incoming.conversation = request
        _ = try day.decide(
            .receiveAndConfirm(incoming, hold: offer + 1),
            channel: .form,
            actor: .patient
        )
        try withhold(&day, request, offer + 1, start)
    }

    /// Other times instead of a booked one, which the patient may not be told of there.
    private func withhold(
        _ day: inout DecidedFacts,
        _ conversation: UInt64,
        _ appointment: UInt64,
        _ start: Minute
    ) throws {
        let usual = try #require(day.clinic.channel(.email))
        var policy = usual
        policy.mode = .receiveOnly
        _ = try day.decide(.configure([.channel(policy)]))
        _ = try day.decide(
            .rebook(
                subject: appointment,
                starts: [start.advanced(by: 300)],
                minutes: 60,
                conversation: conversation
            )
        )
        _ = try day.decide(.configure([.channel(usual)]))
    }

    private func keep(_ day: inout DecidedFacts) throws {
        let orders: [CustodyOrder] = [
            .keep(retention: 1, days: 3_653), .noteKeyBackup(generation: 1),
            .noteRotation(epoch: 2),
            .erase(parties: [9, 10], reason: .request, isKnown: false),
        ]
        var first: UInt64 = 0
        for order in orders { first = try day.decide(.custody(order)) }
        _ = try day.decide(.custody(.completeErasure(request: first, generation: 2)))
        _ = try day.decide(.custody(.attest(generation: 2)))
        let hold = try day.decide(.custody(.placeHold(party: 8, reason: .audit)))
        _ = try day.decide(.custody(.releaseHold(hold: hold)))
        let content = ExpiringContent(sequence: 1, part: 1, party: 7, retention: 1, reason: .unsent)
        let batch = try day.decide(.custody(.expire([content])))
        _ = try day.decide(.custody(.completeExpiry(batch: batch, generation: 3)))
    }

    @Test("No fact that was decided needs a raw field, and each passes through unchanged")
    func decided() throws {
        let day = try day()
        var kinds: Set<Kind> = []
        for fact in day.facts {
            let body = day.bodies[fact.sequence]
            let bytes = CloudEvent.json(
                of: fact,
                body: body,
                source: EventSamples.source,
                names: day.clinic
            )
            let event = try JSONReader.parse(bytes)
            #expect(event["data"]?["raw"] == nil, "\(String(decoding: bytes, as: UTF8.self))")
            let read = try CloudEvent.fact(from: bytes)
            #expect(read.fact == fact)
            #expect(read.body == body)
            if let kind = fact.kind { kinds.insert(kind) }
        }
        // A patient who did not come would need another day.
        #expect(Set(Kind.allCases).subtracting(kinds) == [.patientNoShow])
    }

    @Test(
        "What was decided is valid by the schema of its kind",
        .enabled(if: SchemaChecker.isAvailable, "python3 with jsonschema is not installed")
    )
    func valid() throws {
        let day = try day()
        let cases = try Dictionary(grouping: day.facts, by: \.kind).map { kind, facts in
            let name = try #require(kind).name
            let events = facts.map {
                CloudEvent.json(
                    of: $0,
                    body: day.bodies[$0.sequence],
                    source: EventSamples.source,
                    names: day.clinic
                )
            }
            let schema = try Repository.bytes("events/\(name).v1.schema.json")
            return (schema: schema, instances: events)
        }
        let verdicts = try SchemaChecker.verdicts(cases)
        #expect(verdicts == cases.map { $0.instances.map { _ in true } })
    }
}
