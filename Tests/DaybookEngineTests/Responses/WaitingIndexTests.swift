import DaybookDomain
import Testing

@testable import DaybookEngine

@Suite("Who waits, in order")
struct WaitingIndexTests {
    private static let start: Int64 = 1_780_000_000_000
    private static let channels: [Channel] = [.whatsapp, .sms, .email, .form]

    /// Projections of a clinic whose channels have targets of their own, but for the form.
    private func projections() throws -> ResponseTimes {
        var times = ResponseTimes()
        for (number, channel) in Self.channels.dropLast().enumerated() {
            var policy = ChannelPolicy(channel: channel)
            policy.targetSeconds = UInt32(number + 1) * 3_600
            policy.targetCountsOpeningHours = false
            if number > 0 {
                policy.urgentTarget = ResponseTarget(seconds: 600, countsOpeningHours: false)
            }
            let definition = Definition.channel(policy)
            var fact = Fact(.channelDefined)
            fact.channel = channel
            let body = definition.body
            times.apply([fact].span, bodies: Bodies { _ in body })
        }
        return times
    }

    /// The next fact: somebody begins to wait, is answered, closed or urgent.
    private func fact(
        _ sequence: UInt64,
        _ subjects: inout [UInt64],
        _ random: inout SeededGenerator
    ) -> Fact {
        let kinds: [Kind] = [
            .requestReceived, .requestReceived, .messageReceived, .replySent, .conversationClosed,
            .priorityChanged,
        ]
        var fact = Fact(kinds.randomElement(using: &random) ?? .replySent)
        fact.sequence = sequence
        fact.recordedAt = Instant(milliseconds: Self.start + Int64(sequence) * 60_000)
        let ago = Int64.random(in: 0...4, using: &random) * 7_200_000
        fact.occurredAt = fact.recordedAt.advanced(
            byMilliseconds: fact.kind == .replySent ? 0 : -ago
        )
        fact.subject = sequence
        if fact.kind == .requestReceived {
            subjects.append(sequence)
        } else if let known = subjects.randomElement(using: &random) {
            fact.subject = known
        }
        fact.channel = Self.channels[Int(fact.subject % 4)]
        if fact.kind == .priorityChanged { fact.rank = UInt8.random(in: 0...1, using: &random) }
        if fact.kind == .messageReceived, random.next() % 3 == 0 { fact.flags.insert(.urgent) }
        return fact
    }

    @Test(
        "what is found by the order is what sorting finds, whenever it is asked for",
        arguments: [(UInt64(1), 400, 3), (2, 3_000, 40), (3, 6_000, 1_500), (4, 50, 1)]
    )
    func order(seed: UInt64, count: Int, step: Int) throws {
        var random = SeededGenerator(seed: seed)
        var times = try projections()
        var subjects: [UInt64] = []
        var index = WaitingIndex(times)
        var changed = ChangedWaits()
        for number in 1...count {
            let fact = fact(UInt64(number), &subjects, &random)
            times.apply([fact].span, bodies: Bodies { _ in nil })
            changed.note([fact].span)
            guard number % step == 0 else { continue }
            index.follow(changed.subjects, in: times)
            changed = ChangedWaits()
            let note: Comment = "seed \(seed), \(number) facts"
            let all = times.waitingRequests()
            #expect(index.count == all.count, note)
            let most = Int.random(in: 0...20, using: &random)
            #expect(index.longest(most, in: times) == Array(all.prefix(most)), note)
            #expect(index.longest(.max, in: times) == all, note)
            let now = Instant(milliseconds: Self.start + Int64(number) * 60_000)
            let from = now.advanced(
                byMilliseconds: Int64.random(in: -400...100, using: &random) * 60_000
            )
            for first in [nil, from, now] {
                let end = now.advanced(
                    byMilliseconds: Int64.random(in: 0...300, using: &random) * 60_000
                )
                var due = all.filter { request in
                    guard let due = request.due else { return false }
                    return due < end && (first.map { $0 <= due } ?? true)
                }
                due.sort { left, right in
                    (left.due ?? end, left.conversation) < (right.due ?? end, right.conversation)
                }
                #expect(index.due(from: first, before: end, .max, in: times) == due, note)
                #expect(
                    index.due(from: first, before: end, most, in: times)
                        == Array(due.prefix(most)),
                    note
                )
            }
        }
    }

    @Test("an order of many stays sorted, whatever comes and goes", arguments: UInt64(1)...4)
    func runs(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var order = WaitingOrder()
        var known: Set<WaitingOrder.Entry> = []
        for round in 0..<6_000 {
            let entry = WaitingOrder.Entry(
                since: Int64.random(in: 0...500, using: &random),
                subject: UInt64.random(in: 0...40, using: &random)
            )
            // It grows first, then shrinks.
            if random.next() % 10 < (round < 4_000 ? 7 : 2) {
                if known.insert(entry).inserted { order.insert(entry) }
            } else {
                order.remove(entry)
                known.remove(entry)
            }
            guard round % 500 == 499 else { continue }
            var found: [WaitingOrder.Entry] = []
            var place = order.start
            while let entry = order[place] {
                found.append(entry)
                place = order.next(after: place)
            }
            #expect(found == known.sorted(), "seed \(seed), round \(round)")
            #expect(order.count == known.count)
            let bound = Int64.random(in: -1...501, using: &random)
            let first = order[order.firstPlace { $0.since < bound }]
            #expect(first == known.sorted().first { $0.since >= bound })
        }
        #expect(WaitingOrder(sorted: known.sorted()).count == known.count)
    }
}
