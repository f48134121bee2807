/// A small seeded generator (xorshift64*), so that a failing run can be repeated.
struct SeededBytes {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed | 1
    }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func below(_ bound: Int) -> Int {
        bound <= 0 ? 0 : Int(truncatingIfNeeded: (next() >> 33) % UInt64(bound))
    }

    /// `bytes` with one byte changed, dropped or doubled, or cut at a place.
    mutating func nudged(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        let place = below(result.count)
        switch below(4) {
        case 0: result[place] = UInt8(0x20 + below(0x5F))
        case 1: result.remove(at: place)
        case 2: result.insert(result[place], at: place)
        default: result.removeSubrange(place...)
        }
        return result
    }

    /// `bytes` with a few hostile changes: flipped, cut, doubled, and with pieces of syntax put in.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        let pieces = [
            "\r\n", "\n", "\r", "\r\n\r\n", "--", "\"", "(", ")", "<", ">", "=?", "?=",
            "=?utf-8?B?",
            "=?utf-8?Q?=C3?=", "Content-Type: multipart/mixed; boundary=x\r\n", "--x\r\n", "\0",
            "=",
            "Content-Type: message/rfc822\r\n", "charset=utf-16", "*0*=", "''", ":", ";", "\u{FF}",
            "Content-Transfer-Encoding: base64\r\n", "From: ", "&#x110000;", "<script>", "<!--",
            "%C3",
        ]
        var result = bytes
        for _ in 0...below(6) {
            let place = below(result.count + 1)
            switch below(5) {
            case 0 where place < result.count:
                result[place] = UInt8(truncatingIfNeeded: next())
            case 1:
                let end = min(result.count, place + below(60))
                result.removeSubrange(place..<end)
            case 2:
                let end = min(result.count, place + below(120))
                result.insert(contentsOf: result[place..<end], at: below(result.count + 1))
            case 3 where place < result.count:
                result[place] ^= 1 << UInt8(below(8))
            default:
                result.insert(contentsOf: pieces[below(pieces.count)].utf8, at: place)
            }
        }
        return result
    }
}
