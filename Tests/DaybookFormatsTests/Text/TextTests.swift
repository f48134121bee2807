import DaybookDomain
import Testing

@testable import DaybookFormats

@Suite("Texts inside the formats")
struct TextTests {
    @Test("Every interval of a wall clock reads back as itself")
    func intervals() throws {
        for open in stride(from: 0, through: 1_439, by: 7) {
            for close in stride(from: open + 1, through: 2_880, by: 13) {
                let interval = try #require(WallInterval(open: open, close: close))
                #expect(WallInterval(fileText: interval.fileText) == interval)
            }
        }
    }

    @Test(
        "Intervals as people write them",
        arguments: [
            ("08:00-12:00", 480, 720), ("00:00-24:00", 0, 1_440), ("22:00-02:00", 1_320, 1_560),
            ("22:00-00:00", 1_320, 1_440), ("22:00-26:00", 1_320, 1_560),
            ("08:00-23:59", 480, 1_440), ("00:00-48:00", 0, 2_880),
        ]
    )
    func written(text: String, open: Int16, close: Int16) {
        let interval = WallInterval(fileText: text)
        #expect(interval?.open == open)
        #expect(interval?.close == close)
    }

    @Test(
        "What is no interval",
        arguments: [
            "", "08:00", "08:00-8:00", "24:00-25:00", "08:60-09:00", "08:00-08:00", "08:00_09:00",
            "08:00-48:01", "0a:00-09:00", "08:00-09:000", "٠٨:00-09:00",
        ]
    )
    func notAnInterval(text: String) {
        #expect(WallInterval(fileText: text) == nil)
    }

    @Test("Durations read back as themselves")
    func durations() {
        for seconds in Array(0...4_000) + [86_400, 172_800, 604_800, 90_061] {
            let text = FileDuration.text(seconds: Int64(seconds))
            #expect(FileDuration.seconds(.string(text)) == Int64(seconds))
        }
        #expect(FileDuration.text(minutes: 90) == "90m")
        #expect(FileDuration.text(seconds: 86_400) == "24h")
        #expect(FileDuration.text(seconds: 604_800) == "7d")
        #expect(FileDuration.seconds(.integer(90)) == 5_400)
    }

    @Test(
        "What is no duration",
        arguments: [
            .string(""), .string("m"), .string("90"), .string("-1m"), .string("1.5h"),
            .string("1h30m"), .string("9999999999m"), .string("1 h"), .integer(-1), .null,
            .integer(.max), .bool(true),
        ] as [JSONValue]
    )
    func notADuration(value: JSONValue) {
        #expect(FileDuration.seconds(value) == nil)
    }

    @Test("The nearest name is found, a far one is not")
    func nearest() {
        let names = ["practitioner", "room", "device"]
        #expect(NearestName.of("practioner", in: names) == "practitioner")
        #expect(NearestName.of("Room", in: names) == "room")
        #expect(NearestName.of("xyz", in: names) == nil)
        #expect(NearestName.of("", in: names) == nil)
    }

    @Test("Base64 of every length reads back, and only its canonical form")
    func base64() {
        for length in 0..<40 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
            #expect(Base64.bytes(Base64.text(bytes)) == bytes)
        }
        #expect(Base64.text(Array("any carnal pleas".utf8)) == "YW55IGNhcm5hbCBwbGVhcw==")
        for wrong in ["a", "YW=", "YW==YW==", "YX==", "Y===", "YW5\n", "YW5-"] {
            #expect(Base64.bytes(wrong) == nil)
        }
    }

    @Test("A pointer finds the value that a reader found there")
    func pointers() throws {
        let text = "{\n \"a/b\": [1, {\"~\": \"x\\\"]\", \"ü\": {}}],\n \"c\": [[], 7]}"
        let bytes = Array(text.utf8)
        func place(_ pointer: String) -> [Int] {
            let place = TextPlace(pointer: pointer, in: bytes)
            return [place.line, place.column]
        }
        #expect(place("") == [1, 1])
        #expect(place("/a~1b") == [2, 9])
        #expect(place("/a~1b/1/~0") == [2, 19])
        #expect(place("/a~1b/1/ü") == [2, 32])
        #expect(place("/c/1") == [3, 12])
        // What is missing is placed at the nearest value around it.
        #expect(place("/c/5") == [3, 7])
        #expect(place("/d") == [1, 1])
        for length in 0..<bytes.count {
            _ = TextPlace(pointer: "/a~1b/1/ü", in: Array(bytes[..<length]))
        }
    }
}
