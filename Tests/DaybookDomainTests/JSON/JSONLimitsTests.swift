import DaybookDomain
import Testing

/// Nothing that is sent makes the reader work, recurse or allocate without bound.
@Suite("JSON limits")
struct JSONLimitsTests {
    @Test(
        "Depth is counted in arrays and objects and ends at the limit",
        arguments: ["[", "{\"a\":"]
    )
    func depthIsBounded(_ opening: String) throws {
        let closing = opening == "[" ? "]" : "}"
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: opening, count: depth - 1) + (opening == "[" ? "[]" : "{}")
                    + String(repeating: closing, count: depth - 1)).utf8
            )
        }
        #expect(throws: Never.self) { try JSONReader.parse(nested(64)) }
        let error = try #require(throws: JSONError.self) { _ = try JSONReader.parse(nested(65)) }
        #expect(error.code == .tooDeep)
        let bomb = Array(String(repeating: opening, count: 1_000_000).utf8)
        let bombError = try #require(throws: JSONError.self) { _ = try JSONReader.parse(bomb) }
        #expect(bombError.code == .tooDeep)
        #expect(bombError.offset == 64 * opening.utf8.count)
    }

    @Test("Values are counted, containers included")
    func valuesAreBounded() throws {
        let limits = JSONLimits(nodesMax: 5)
        #expect(throws: Never.self) {
            try JSONReader.parse(Array("[1,[2,3]]".utf8), limits: limits)
        }
        let error = try #require(throws: JSONError.self) {
            _ = try JSONReader.parse(Array("[1,[2,3],4]".utf8), limits: limits)
        }
        #expect(error.code == .tooManyValues)
        #expect(error.path == "/2")
    }

    @Test("A text is as long as its limit at most")
    func lengthIsBounded() throws {
        let limits = JSONLimits(bytesMax: 4)
        #expect(throws: Never.self) { try JSONReader.parse(Array("1234".utf8), limits: limits) }
        let error = try #require(throws: JSONError.self) {
            _ = try JSONReader.parse(Array("12345".utf8), limits: limits)
        }
        #expect(error.code == .tooLarge)
    }

    @Test("A number is as long as its limit at most")
    func numbersAreBounded() throws {
        let longest = String(repeating: "9", count: 1_024)
        #expect(
            try JSONReader.parse(Array(longest.utf8)) == .number(JSONNumber(text: longest))
        )
        let error = try #require(throws: JSONError.self) {
            _ = try JSONReader.parse(Array((longest + "9").utf8))
        }
        #expect(error.code == .invalidNumber)
    }

    static let sample = Array(
        #"{"object":"page","entry":[{"id":"1","time":-1.5e3,"t":"a\n\u00e9\ud83d\ude00é"},[]]}"#
            .utf8
    )

    @Test("Cut off at any byte, a text is refused and nothing traps")
    func truncationIsRefused() {
        for length in 0..<JSONLimitsTests.sample.count {
            #expect(throws: JSONError.self) {
                try JSONReader.parse(Array(JSONLimitsTests.sample[..<length]))
            }
        }
    }

    @Test("Mutated texts never trap, and give the same answer twice", arguments: [1, 2, 3, 4])
    func mutationsAreDeterministic(_ seed: UInt64) {
        var random = JSONSeed(seed: seed)
        for _ in 0..<2_000 {
            var text = JSONLimitsTests.sample
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: text.remove(at: place)
                default: text.insert(UInt8.random(in: 0...255, using: &random), at: place)
                }
            }
            #expect(outcome(text) == outcome(text), "seed \(seed)")
        }
    }

    private func outcome(_ text: [UInt8]) -> Result<JSONValue, JSONError> {
        do {
            return .success(try JSONReader.parse(text, limits: .message))
        } catch {
            return .failure(error)
        }
    }
}

/// SplitMix64: small, seeded, the same everywhere.
struct JSONSeed: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
