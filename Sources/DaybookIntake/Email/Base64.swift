/// Base64 of RFC 2045, section 6.8, as the world writes it.
enum Base64 {
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
        table[Int(Octets.equals)] = 0xFE
        return table
    }()

    /// The bytes that the text in `range` stands for. Bytes outside the alphabet are skipped.
    /// Padding ends a group of four and not the text, since encoders that pad every piece exist;
    /// a cut last group gives what it holds.
    ///
    /// - Complexity: O(length).
    static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        let table = values
        // No group gives more than three bytes for its four letters.
        return [UInt8](capacity: range.count / 4 * 3 + 3) { output in
            var bits: UInt32 = 0
            var held = 0
            var index = range.lowerBound
            while index < range.upperBound {
                // Nearly always four letters follow each other.
                if held == 0, index + 4 <= range.upperBound {
                    let first = table[Int(bytes[index])]
                    let second = table[Int(bytes[index + 1])]
                    let third = table[Int(bytes[index + 2])]
                    let fourth = table[Int(bytes[index + 3])]
                    if first | second | third | fourth < 64 {
                        let high = UInt32(first) << 18 | UInt32(second) << 12
                        append(high | UInt32(third) << 6 | UInt32(fourth), to: &output)
                        index += 4
                        continue
                    }
                }
                let value = table[Int(bytes[index])]
                index += 1
                if value < 64 {
                    bits = bits << 6 | UInt32(value)
                    held += 1
                    guard held == 4 else { continue }
                    append(bits, to: &output)
                } else if value == 0xFE {
                    flush(bits, held, to: &output)
                } else {
                    continue
                }
                held = 0
                bits = 0
            }
            flush(bits, held, to: &output)
        }
    }

    /// The three bytes of a whole group.
    private static func append(_ bits: UInt32, to output: inout OutputSpan<UInt8>) {
        output.append(UInt8(truncatingIfNeeded: bits >> 16))
        output.append(UInt8(truncatingIfNeeded: bits >> 8))
        output.append(UInt8(truncatingIfNeeded: bits))
    }

    private static func flush(_ bits: UInt32, _ held: Int, to output: inout OutputSpan<UInt8>) {
        if held == 2 {
            output.append(UInt8(truncatingIfNeeded: bits >> 4))
        } else if held == 3 {
            output.append(UInt8(truncatingIfNeeded: bits >> 10))
            output.append(UInt8(truncatingIfNeeded: bits >> 2))
        }
    }
}
