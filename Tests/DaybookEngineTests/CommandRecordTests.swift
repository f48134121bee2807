import DaybookDomain
import DaybookEngine
import Testing

@Suite("A command's row")
struct CommandRecordTests {
    @Test("reads back as it was written, accepted or refused")
    func roundTrip() throws {
        var demand = Fact(.requestReceived)
        demand.party = 0x1122_3344_5566_7788
        demand.start = Minute(29_000_000)
        for refusal in [nil, Refusal(.taken, cause: 77)] {
            let record = CommandRecord(
                first: 41,
                count: 2,
                refusal: refusal,
                actor: 3,
                fingerprint: Array(1...16),
                demand: demand
            )
            let bytes = record.bytes
            #expect(bytes.count == CommandRecord.byteCount)
            #expect(CommandRecord(bytes) == record)
        }
        #expect(CommandRecord([1, 2, 3]) == nil)
    }
}
