import DaybookDomain
import DaybookEngine
import Testing

/// Weeks of conversations as they reach a clinic: messages and answers typed in the platform's own
/// app come late, in another order and twice; answers of our own are queued, sent and fail.
struct RandomConversations {
    /// Something to commit, at an instant.
    private struct Step {
        var at: Int64
        var perform: (ConversationLog, inout [UInt64]) throws -> Void
    }

    let log: ConversationLog
    private var random: SeededGenerator
    private var steps: [Step] = []
    private static let channels: [Channel] = [.whatsapp, .messenger, .email, .sms]
    /// Within how many seconds of calendar time an answer is due, by channel: no target where there
    /// is none.
    static let targets: [UInt8: (routine: Int64, urgent: Int64)] = [
        Channel.whatsapp.rawValue: (14_400, 1_800), Channel.email.rawValue: (86_400, 86_400),
    ]

    init(seed: UInt64, people: Int = 12, days: Int = 12) throws {
        random = SeededGenerator(seed: seed)
        let zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu"]
        let starts = ["2026-03-25T06:00:00Z", "2026-10-21T06:00:00Z", "2026-06-01T22:00:00Z"]
        let pick = Int(seed % 3)
        log = try ConversationLog(
            WaitingClinic.definitions(
                zone: zones[pick],
                hours: WaitingClinic.hours([(480, 720), (810, 1_080)]),
                policies: RandomConversations.policies
            ),
            at: starts[pick]
        )
        for person in 1...people { plan(UInt64(person), days) }
        changeZone(zones[(pick + 1) % 3], after: days)
    }

    private static var policies: [ChannelPolicy] {
        targets.sorted { $0.key < $1.key }.map { channel, target in
            var policy = ChannelPolicy(channel: Channel(rawValue: channel) ?? .system)
            policy.targetSeconds = UInt32(target.routine)
            policy.targetCountsOpeningHours = false
            if target.urgent != target.routine {
                policy.urgentTarget = ResponseTarget(
                    seconds: UInt32(target.urgent),
                    countsOpeningHours: false
                )
            }
            return policy
        }
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func plan(_ person: UInt64, _ days: Int) {
        let channel = RandomConversations.channels[below(4)]
        var at = log.now + Int64(below(days * 86_400)) * 1_000
        for _ in 0..<(4 + below(14)) {
            at += Int64(below(below(3) == 0 ? 200_000 : 4_000)) * 1_000
            switch below(13) {
            case 0..<5: deliver(.message, person, channel, written: at)
            case 5, 6: deliver(.staffEcho, person, channel, written: at)
            case 7: deliver(.machine, person, channel, written: at)
            case 8, 9: answer(person, at)
            case 10: close(person, at)
            case 11: prioritise(person, at)
            default: queueAndReport(person, at)
            }
        }
    }

    /// Delivered up to half an hour after it was written, and now and then again days later.
    private mutating func deliver(
        _ nature: Incoming.Nature,
        _ person: UInt64,
        _ channel: Channel,
        written: Int64
    ) {
        var incoming = Incoming(nature)
        incoming.occurredAt = below(5) == 0 ? nil : Instant(milliseconds: written)
        incoming.urgent = below(4) == 0
        let delivery = random.next() >> 2
        let delay = below(2) == 0 ? 0 : Int64(below(1_800)) * 1_000
        let again = below(3) == 0 ? [Int64(below(300_000)) * 1_000] : []
        for late in [delay] + again.map({ delay + $0 }) {
            add(written + late) { log, subjects in
                let before = try log.head()
                let receipt = try log.submit(
                    .receive(incoming),
                    channel: channel,
                    by: nature == .message ? .patient : .staff,
                    delivery: delivery,
                    person: person
                )
                if receipt.isRepeated { #expect(try log.head() == before) }
                guard nature == .message, !receipt.isRepeated else { return }
                subjects[Int(person)] = try log.conversation(of: receipt)
            }
        }
    }

    private mutating func answer(_ person: UInt64, _ at: Int64) {
        let failsAfter = below(3) == 0 ? Int64(below(1_000_000)) * 1_000 : nil
        let index = steps.count
        add(at) { log, subjects in
            let receipt = try log.submit(
                .respond(conversation: subjects[Int(person)], sent: true, ifHead: 0)
            )
            subjects[RandomConversations.slot(index)] = receipt.first
        }
        guard let failsAfter else { return }
        add(at + failsAfter) { log, subjects in
            let reply = subjects[RandomConversations.slot(index)]
            try log.submit(.reportReply(reply: reply, outcome: .failed))
        }
    }

    private mutating func queueAndReport(_ person: UInt64, _ at: Int64) {
        let index = steps.count
        let sent = Int64(below(5_000)) * 1_000
        let fails = below(2) == 0
        let isAutomatic = below(2) == 0
        let failed = sent + Int64(below(800_000)) * 1_000
        add(at) { log, subjects in
            let receipt = try log.submit(
                .respond(conversation: subjects[Int(person)], sent: false, ifHead: 0),
                by: isAutomatic ? .service : .staff
            )
            subjects[RandomConversations.slot(index)] = receipt.first
        }
        add(at + sent) { log, subjects in
            let reply = subjects[RandomConversations.slot(index)]
            try log.submit(.reportReply(reply: reply, outcome: .sent))
        }
        guard fails else { return }
        add(at + failed) { log, subjects in
            let reply = subjects[RandomConversations.slot(index)]
            try log.submit(.reportReply(reply: reply, outcome: .failed))
        }
    }

    private mutating func prioritise(_ person: UInt64, _ at: Int64) {
        let priority: Priority = below(2) == 0 ? .urgent : .routine
        add(at) { log, subjects in
            try log.submit(.prioritise(conversation: subjects[Int(person)], priority))
        }
    }

    private mutating func close(_ person: UInt64, _ at: Int64) {
        let reopens = below(2) == 0
        add(at) { log, subjects in
            try log.submit(.close(conversation: subjects[Int(person)], reason: .thanks))
        }
        guard reopens else { return }
        add(at + Int64(below(90_000)) * 1_000) { log, subjects in
            try log.submit(.reopen(conversation: subjects[Int(person)]))
        }
    }

    private mutating func changeZone(_ zone: String, after days: Int) {
        let at = log.now + Int64(below(days)) * 86_400_000 + 40_000_000
        add(at) { log, _ in
            let rules = try WaitingClinic.rules(zone)
            try log.submit(
                .configure([.zone(Zone(number: 1, name: zone, release: "t", rules: rules))]),
                channel: .system
            )
        }
    }

    private mutating func add(
        _ at: Int64,
        _ perform: @escaping (ConversationLog, inout [UInt64]) throws -> Void
    ) {
        steps.append(Step(at: at, perform: perform))
    }

    /// Places for the sequences of answers, behind those for people.
    private static func slot(_ index: Int) -> Int { 64 + index }

    /// Plays all of it in the order of arrival.
    func play() throws {
        var sequences = [UInt64](repeating: 0, count: 64 + steps.count)
        for step in steps.sorted(by: { $0.at < $1.at }) {
            log.now = max(log.now, step.at)
            try step.perform(log, &sequences)
        }
    }
}
