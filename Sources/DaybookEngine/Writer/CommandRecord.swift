package import DaybookDomain

/// A command's row in the log: who asked, what, and the first answer, for ever. 104 bytes; see
/// `schemas/log.md`.
///
/// | Bytes | Field |
/// |---|---|
/// | 0–7 | sequence of its first fact; 0 if refused |
/// | 8–9, 10–11 | number of facts; reason of the refusal, 0 if accepted |
/// | 12–15 | actor number, 0 none |
/// | 16–23 | sequence of the fact that stood in the way, 0 none |
/// | 24–39 | keyed fingerprint of the plain content |
/// | 40–103 | the demand, in the layout of a fact |
package struct CommandRecord: Sendable, Hashable {
    package var first: UInt64
    package var count: UInt16
    package var reason: UInt16
    package var actor: UInt32
    package var cause: UInt64
    package var fingerprint: [UInt8]
    package var demand: Fact

    package static let byteCount = 104

    package init(
        first: UInt64,
        count: Int,
        refusal: Refusal?,
        actor: UInt32,
        fingerprint: [UInt8],
        demand: Fact
    ) {
        self.first = refusal == nil ? first : 0
        self.count = UInt16(clamping: count)
        reason = refusal?.reason.rawValue ?? 0
        self.actor = actor
        cause = refusal?.cause ?? 0
        self.fingerprint = fingerprint
        self.demand = demand
    }

    /// Reads a row back; `nil` if it has another length.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == CommandRecord.byteCount else { return nil }
        func integer(_ offset: Int, _ count: Int) -> UInt64 {
            (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(bytes[offset + $1]) }
        }
        first = integer(0, 8)
        count = UInt16(truncatingIfNeeded: integer(8, 2))
        reason = UInt16(truncatingIfNeeded: integer(10, 2))
        actor = UInt32(truncatingIfNeeded: integer(12, 4))
        cause = integer(16, 8)
        fingerprint = Array(bytes[24..<40])
        demand = Fact(
            words: (
                integer(40, 8), integer(48, 8), integer(56, 8), integer(64, 8), integer(72, 8),
                integer(80, 8), integer(88, 8), integer(96, 8)
            )
        )
    }

    /// The row's bytes.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(CommandRecord.byteCount)
        func append(_ value: UInt64, _ count: Int) {
            for index in 0..<count {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(index * 8)))
            }
        }
        append(first, 8)
        append(UInt64(count), 2)
        append(UInt64(reason), 2)
        append(UInt64(actor), 4)
        append(cause, 8)
        for index in 0..<16 { bytes.append(index < fingerprint.count ? fingerprint[index] : 0) }
        let words = demand.words
        for word in [
            words.0, words.1, words.2, words.3, words.4, words.5, words.6, words.7,
        ] { append(word, 8) }
        return bytes
    }

    /// The remembered answer.
    package func answer() -> Receipt.Answer {
        reason == 0
            ? .accepted(first: first, count: Int(count))
            : .refused(Refusal(Reason(rawValue: reason) ?? .other, cause: cause))
    }
}
