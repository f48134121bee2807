import DaybookDomain
import Testing

@Suite("The 64 bytes of a fact")
struct FactLayoutTests {
    private func bytes(_ fact: Fact) -> [UInt8] {
        var fact = fact
        // Safe: copies the value's own bytes.
        return unsafe withUnsafeBytes(of: &fact) { unsafe Array($0) }
    }

    @Test("hold each field at its place")
    func dump() {
        var fact = Fact(.appointmentBooked)
        fact.sequence = 0x0102_0304_0506_0708
        fact.recordedAt = Instant(milliseconds: 0x1112_1314_1516)
        fact.channel = .whatsapp
        fact.occurredAt = Instant(milliseconds: 0x2122_2324_2526)
        fact.actor = .staff
        fact.flags = [.sealed, .urgent]
        fact.rank = 0x31
        fact.subject = 0x4142_4344_4546
        fact.party = 0x5152_5354_5556_5758
        fact.reason = .systemCheck
        fact.cause = 0x6162_6364_6566
        fact.start = Minute(0x7172_7374)
        fact.length = 0x8182
        fact.bufferBefore = 0x83
        fact.bufferAfter = 0x84
        fact.resource = 0x9192
        fact.service = 0x9394
        fact.detail = 0xA1A2_A3A4
        #expect(MemoryLayout<Fact>.size == 64 && MemoryLayout<Fact>.stride == 64)
        #expect(
            bytes(fact) == [
                0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08,
                40, 1, 0x16, 0x15, 0x14, 0x13, 0x12, 0x11,
                7, 2, 0x26, 0x25, 0x24, 0x23, 0x22, 0x21,
                0x84, 0x31, 0x46, 0x45, 0x44, 0x43, 0x42, 0x41,
                0x58, 0x57, 0x56, 0x55, 0x54, 0x53, 0x52, 0x51,
                0x30, 0x01, 0x66, 0x65, 0x64, 0x63, 0x62, 0x61,
                0x74, 0x73, 0x72, 0x71, 0x82, 0x81, 0x83, 0x84,
                0x92, 0x91, 0x94, 0x93, 0xA4, 0xA3, 0xA2, 0xA1,
            ]
        )
    }

    @Test(
        "keep the extremes of 48 bits, signed and unsigned",
        arguments: [
            Instant.representable.lowerBound, -1, 0, 1, Instant.representable.upperBound,
        ]
    )
    func extremes(milliseconds: Int64) {
        var fact = Fact(.holdPlaced)
        fact.recordedAt = Instant(milliseconds: milliseconds)
        fact.occurredAt = Instant(milliseconds: milliseconds)
        #expect(fact.recordedAt.milliseconds == milliseconds)
        #expect(fact.occurredAt.milliseconds == milliseconds)
        #expect(fact.kind == .holdPlaced && fact.version == 1 && fact.channel == .system)
        let highest: UInt64 = (1 << 48) - 1
        fact.subject = highest
        fact.cause = highest
        fact.sequence = .max
        #expect(fact.subject == highest && fact.cause == highest && fact.sequence == .max)
        #expect(fact.flags == [] && fact.rank == 0 && fact.reason == .none)
        for minute in [Int32.min, -1, 0, .max] {
            fact.start = Minute(minute)
            #expect(fact.start.value == minute && fact.length == 0)
        }
    }

    @Test("let no field touch another: each set on all ones and all zeros")
    func independent() {
        let setters: [(String, (inout Fact) -> Void)] = [
            ("sequence", { $0.sequence = 0 }), ("kind", { $0.kindCode = 0 }),
            ("recordedAt", { $0.recordedAt = Instant(milliseconds: 0) }),
            ("channel", { $0.channel = .system }), ("actor", { $0.actor = .system }),
            ("occurredAt", { $0.occurredAt = Instant(milliseconds: 0) }),
            ("flags", { $0.flags = [] }), ("rank", { $0.rank = 0 }),
            ("subject", { $0.subject = 0 }),
            ("party", { $0.party = 0 }), ("reason", { $0.reason = .none }),
            ("cause", { $0.cause = 0 }), ("start", { $0.start = Minute(0) }),
            ("length", { $0.length = 0 }), ("before", { $0.bufferBefore = 0 }),
            ("after", { $0.bufferAfter = 0 }), ("resource", { $0.resource = 0 }),
            ("service", { $0.service = 0 }), ("detail", { $0.detail = 0 }),
        ]
        let widths = [8, 1, 6, 1, 1, 6, 1, 1, 6, 8, 2, 6, 4, 2, 1, 1, 2, 2, 4]
        let ones = UInt64.max
        for ((name, set), width) in zip(setters, widths) {
            var fact = Fact(words: (ones, ones, ones, ones, ones, ones, ones, ones))
            set(&fact)
            #expect(bytes(fact).count { $0 == 0 } == width, "\(name)")
            #expect(bytes(fact).count { $0 == 0xFF } == 64 - width, "\(name)")
        }
        // All but the layout's version: written once, when a fact is made.
        #expect(widths.reduce(0, +) == 63)
    }

    @Test("read unknown numbers as the plainest known ones")
    func unknown() {
        let ones = UInt64.max
        let fact = Fact(words: (ones, ones, ones, ones, ones, ones, ones, ones))
        #expect(fact.kind == nil && fact.kindCode == 255)
        #expect(fact.channel == .system && fact.channelCode == 255 && fact.actor == .system)
        #expect(fact.reason == .other)
    }

    @Test("tell when a hold ends: detail seconds after it was recorded")
    func holdExpiry() {
        var fact = Fact(.holdPlaced)
        fact.recordedAt = Instant(milliseconds: 1_234)
        fact.detail = .max
        #expect(fact.holdExpiry.milliseconds == 1_234 + 4_294_967_295_000)
    }
}
