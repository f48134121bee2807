import DaybookDomain
import DaybookEngine
import Testing

@Suite("The bytes of a projection's snapshot")
struct SnapshotCodingTests {
    private func digest(_ projection: some Projection) -> String {
        var digest = Digest()
        projection.digest(into: &digest)
        return digest.hex
    }

    /// Folding from zero is the oracle: a snapshot at any place, and the rest, must give the same.
    private func check<P: SnapshotProjection>(_ type: P.Type, seed: UInt64) throws {
        let count = 3_000
        let log = SyntheticLog(seed: seed, count: count)
        var whole = P()
        log.fold(into: &whole, from: 1, through: count)
        for seventh in 0...7 {
            let cut = count * seventh / 7
            var first = P()
            log.fold(into: &first, from: 1, through: cut, page: 77)
            let bytes = first.encode()
            var resumed = try P(decoding: bytes)
            #expect(digest(resumed) == digest(first), "seed \(seed), cut \(cut)")
            #expect(resumed.encode() == bytes, "seed \(seed), cut \(cut)")
            log.fold(into: &resumed, from: cut + 1, through: count, page: 501)
            #expect(digest(resumed) == digest(whole), "seed \(seed), cut \(cut)")
            #expect(resumed.encode() == whole.encode(), "seed \(seed), cut \(cut)")
        }
    }

    @Test("free time goes on from a snapshot as if nothing had been", arguments: 1...12)
    func slots(seed: UInt64) throws {
        try check(SlotAvailability.self, seed: seed)
    }

    @Test("response times go on from a snapshot as if nothing had been", arguments: 1...12)
    func responses(seed: UInt64) throws {
        try check(ResponseTimes.self, seed: seed)
    }

    @Test("both together go on from a snapshot as if nothing had been", arguments: 20...23)
    func both(seed: UInt64) throws {
        try check(BookProjections.self, seed: seed)
    }

    @Test("more waits than the table begins with are all read back")
    func manyWaits() throws {
        var facts: [Fact] = []
        for sequence in 1...UInt64(5_000) {
            var fact = Fact(sequence % 5 == 0 ? .replySent : .requestReceived)
            fact.sequence = sequence
            fact.subject = sequence % 5 == 0 ? sequence - 3 : sequence
            fact.recordedAt = Instant(milliseconds: 1_780_000_000_000 + Int64(sequence))
            fact.occurredAt = fact.recordedAt
            facts.append(fact)
        }
        var projection = ResponseTimes()
        projection.apply(facts.span, bodies: Bodies { _ in nil })
        let read = try ResponseTimes(decoding: projection.encode())
        #expect(digest(read) == digest(projection))
        #expect(read.waitingRequests().count == 3_000)
        #expect(
            read.waitingRequests().map(\.conversation)
                == projection.waitingRequests().map(\.conversation)
        )
    }

    @Test("a session's seats stay taken when its service is no longer offered")
    func withdrawnSession() throws {
        var service = Service(number: 3, key: "group", name: "Gruppe", duration: 30)
        service.capacity = 2
        var define = Fact(.serviceDefined)
        define.service = 3
        var withdraw = Fact(.serviceWithdrawn)
        withdraw.service = 3
        var booking = Fact(.appointmentBooked)
        booking.service = 3
        booking.resource = 1
        booking.start = Minute(29_700_000)
        booking.length = 30
        var facts = [define, booking, withdraw, booking]
        for index in facts.indices {
            facts[index].sequence = UInt64(index + 1)
            facts[index].subject = UInt64(index + 1)
        }
        let body = Definition.service(service).body
        var whole = SlotAvailability()
        whole.apply(facts.span, bodies: Bodies { $0 == 1 ? body : nil })
        var resumed = SlotAvailability()
        resumed.apply(Array(facts[..<3]).span, bodies: Bodies { $0 == 1 ? body : nil })
        resumed = try SlotAvailability(decoding: resumed.encode())
        resumed.apply(Array(facts[3...]).span, bodies: Bodies { _ in nil })
        #expect(digest(resumed) == digest(whole))
    }

    @Test("how long a session is stays known, also where seats of two lengths share a start")
    func sessionLengths() throws {
        var service = Service(number: 3, key: "group", name: "Gruppe", duration: 30)
        service.capacity = 4
        service.groups = [ResourceGroup(name: "where", resources: [1])]
        var define = Fact(.serviceDefined)
        define.service = 3
        var booking = Fact(.appointmentBooked)
        booking.service = 3
        booking.resource = 1
        booking.start = Minute(29_700_000)
        booking.length = 30
        var longer = booking
        longer.length = 60
        var freed = Fact(.timeReleased)
        (freed.service, freed.resource, freed.start) = (3, 1, booking.start)
        freed.length = 60
        var facts = [define, booking, longer, booking, freed]
        for index in facts.indices {
            facts[index].sequence = UInt64(index + 1)
            facts[index].subject = UInt64(index + 1)
        }
        facts[4].subject = 3
        let body = Definition.service(service).body
        var whole = SlotAvailability()
        whole.apply(facts.span, bodies: Bodies { $0 == 1 ? body : nil })
        var resumed = SlotAvailability()
        resumed.apply(Array(facts[..<4]).span, bodies: Bodies { $0 == 1 ? body : nil })
        let bytes = resumed.encode()
        resumed = try SlotAvailability(decoding: bytes)
        #expect(resumed.encode() == bytes)
        #expect(resumed.state.size.sessions == 2)
        resumed.apply(Array(facts[4...]).span, bodies: Bodies { _ in nil })
        #expect(resumed.state.size.sessions == 1)
        #expect(resumed.encode() == whole.encode())
        #expect(digest(resumed) == digest(whole))
    }

    @Test("shortened bytes are refused at every length", arguments: [5])
    func truncated(seed: UInt64) throws {
        let log = SyntheticLog(seed: seed, count: 400)
        var projection = BookProjections()
        log.fold(into: &projection, from: 1, through: 400)
        let bytes = projection.encode()
        for length in stride(from: 0, to: bytes.count, by: 13) {
            #expect(throws: MalformedSnapshot.self, "length \(length)") {
                _ = try BookProjections(decoding: Array(bytes[..<length]))
            }
        }
        #expect(throws: MalformedSnapshot.self) {
            _ = try BookProjections(decoding: bytes + [0])
        }
    }

    @Test(
        "bytes that were tampered with are refused or folded on, and never trap",
        arguments: 31...36
    )
    func hostile(seed: UInt64) throws {
        let log = SyntheticLog(seed: seed, count: 800)
        var projection = BookProjections()
        log.fold(into: &projection, from: 1, through: 500)
        let bytes = projection.encode()
        var random = SeededGenerator(seed: seed)
        var refused = 0
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0...(random.next() % 4) {
                let place = Int(random.next() % UInt64(damaged.count))
                switch random.next() % 3 {
                case 0: damaged[place] ^= 1 << UInt8(random.next() % 8)
                case 1: damaged[place] = random.next() % 2 == 0 ? 0 : 255
                default:
                    for index in place..<min(place + 8, damaged.count) { damaged[index] = 255 }
                }
            }
            guard var read = try? BookProjections(decoding: damaged) else {
                refused += 1
                continue
            }
            log.fold(into: &read, from: 501, through: 800)
            _ = read.responses.waitingRequests()
            #expect(!digest(read).isEmpty)
        }
        #expect(refused > 0, "seed \(seed)")
    }
}
