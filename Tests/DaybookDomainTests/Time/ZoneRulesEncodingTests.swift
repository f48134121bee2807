import DaybookDomain
import Testing

@Suite("The encoding of zone rules")
struct ZoneRulesEncodingTests {
    @Test("round-trips every zone of the machine, at about six bytes a transition")
    func everyZone() throws {
        for name in ZoneFiles.names {
            let rules = try ZoneFiles.rules(name)
            let bytes = rules.encode()
            #expect(try ZoneRules(decoding: bytes) == rules, "\(name)")
            #expect(bytes.count <= 16 + rules.transitionCount * 8, "\(name)")
        }
    }

    @Test("is what the documentation says, byte by byte")
    func bytes() throws {
        var builder = TZifBuilder(version: 0x33)
        builder.types = [(3_600, 0), (7_200, 1)]
        builder.transitions = [(-1, 1), (299, 0)]
        builder.footer = "AAA-1"
        let rules = try ZoneRules(tzif: builder.bytes())
        // Version; 3600 zigzag 7200; two; -1 zigzag 1; +3600; 300 later; -3600 zigzag 7199.
        #expect(
            rules.encode() == [
                1, 0xA0, 0x38, 2, 1, 0xA0, 0x38, 0xAC, 0x02, 0x9F, 0x38,
            ]
        )
        #expect(ZoneRules.utc.encode() == [1, 0, 0])
    }

    @Test(
        "refuses what it would never write",
        arguments: [
            ([], 0, ZoneRulesError.Expectation.moreBytes), ([2, 0, 0], 0, .encodingVersion),
            ([1, 0x80, 0x00, 0], 1, .shortestForm), ([1, 0, 0, 0], 3, .noMoreBytes),
            ([1, 0, 1, 0, 0], 4, .changedOffset), ([1, 0, 2, 0, 2, 0, 1], 5, .ascendingTime),
            ([1, 0, 0x81, 0x20], 2, .fewerTransitions),
            ([1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02, 0], 1, .shortestForm),
            ([1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0], 1, .offset),
        ] as [([UInt8], Int, ZoneRulesError.Expectation)]
    )
    func refused(bytes: [UInt8], position: Int, expected: ZoneRulesError.Expectation) {
        let error = #expect(throws: ZoneRulesError.self) { try ZoneRules(decoding: bytes) }
        #expect(error == ZoneRulesError(position: position, expected: expected))
    }
}
