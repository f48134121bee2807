import DaybookStorage
import Testing

@Suite("Forgetting entries of the index")
struct PartyRemovalTests {
    private func hash(_ number: UInt64) -> [UInt8] {
        (0..<32).map {
            UInt8(truncatingIfNeeded: (number &* 0x9E37_79B9_7F4A_7C15) >> UInt64($0 % 8 * 8))
                ^ UInt8($0)
        }
    }

    @Test("takes away exactly those that are to go", arguments: [0, 1, 100, 3_000] as [UInt64])
    func removing(_ count: UInt64) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.append(at: 1) { appender in
            for number in 0..<count { try appender.setParty(hash(number), token: number % 7) }
        }
        let removed = try log.append(at: 2) { appender in
            try appender.removeParties { token, _ in token == 3 }
        }
        #expect(removed == (0..<count).count { $0 % 7 == 3 })
        for number in 0..<count {
            #expect(try log.party(hash(number)) == (number % 7 == 3 ? nil : number % 7))
        }
        #expect(try log.head().commit == 0, "the index is not chained")
    }

    @Test("stays undone when the append fails")
    func rolledBack() throws {
        struct Stopped: Error {}
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.append(at: 1) { try $0.setParty(hash(1), token: 3) }
        #expect(throws: Stopped.self) {
            try log.append(at: 2) { appender in
                try appender.removeParties { _, _ in true }
                throw Stopped()
            }
        }
        #expect(try log.party(hash(1)) == 3)
    }
}
