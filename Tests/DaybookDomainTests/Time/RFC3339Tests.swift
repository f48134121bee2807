import DaybookDomain
import Testing

@Suite("A timestamp of RFC 3339")
struct RFC3339Tests {
    @Test(
        "is read",
        arguments: [
            ("1985-04-12T23:20:50.52Z", 482_196_050_520),
            ("1996-12-19T16:39:57-08:00", 851_042_397_000),
            ("1990-12-31T23:59:60Z", 662_688_000_000),
            ("1990-12-31T15:59:60-08:00", 662_688_000_000),
            ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130),
            ("1969-12-31T23:59:59.9999z", -1),
            ("1970-01-01t00:00:00-00:00", 0),
            ("1970-01-01T00:00:00.0019999Z", 1),
        ]
    )
    func read(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(
        "is refused",
        arguments: [
            "", "1970-01-01T00:00:00", "1970-01-01 00:00:00Z", "1970-01-01T00:00Z",
            "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z", "1970-01-01T00:00:61Z",
            "1970-01-01T12:00:60Z", "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00+24:00",
            "1970-01-01T00:00:00+0100", "1970-02-30T00:00:00Z", "1970-01-01T00:00:00Z ",
            "1970-01-01T00:00:00.\(String(repeating: "1", count: 33))Z", "1970-01-01T00:00:00\r\n",
        ]
    )
    func refused(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("comes back as the instant it was written for", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let instant = Instant(
                milliseconds: .random(
                    in: -62_167_000_000_000...253_402_000_000_000,
                    using: &random
                )
            )
            let offset = Int.random(in: -1_439...1_439, using: &random) * 60
            guard let text = instant.rfc3339(offsetSeconds: offset) else { continue }
            #expect(Instant(rfc3339: text) == instant, "seed \(seed): \(text)")
        }
    }

    @Test("is written with Z for UTC and only where RFC 3339 can say it")
    func written() {
        #expect(Instant(milliseconds: 0).rfc3339() == "1970-01-01T00:00:00Z")
        #expect(Instant(milliseconds: -1).rfc3339() == "1969-12-31T23:59:59.999Z")
        #expect(
            Instant(milliseconds: 50).rfc3339(offsetSeconds: -34_200)
                == "1969-12-31T14:30:00.050-09:30"
        )
        #expect(Instant(milliseconds: 0).rfc3339(offsetSeconds: 90) == nil)
        #expect(Instant(milliseconds: 0).rfc3339(offsetSeconds: 86_400) == nil)
        #expect(Instant(milliseconds: .min).rfc3339() == nil)
        #expect(Instant(milliseconds: .max).rfc3339(offsetSeconds: .min) == nil)
    }

    @Test("never traps on bytes that someone has changed", arguments: [11, 12] as [UInt64])
    func changedBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let original = Array("1996-12-19T16:39:57.123-08:00".utf8)
        for _ in 0..<3_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(
                    in: 0...255,
                    using: &random
                )
            }
            if let instant = Instant(rfc3339: bytes) {
                // The years 0000 to 9999, and a day for the offset.
                #expect(
                    (-62_167_305_600_000...253_402_387_200_000)
                        .contains(instant.milliseconds),
                    "seed \(seed)"
                )
            }
        }
    }
}
