public import DaybookDomain

/// How many messages each version of each channel's reader read, and how many of these a person
/// said were something else.
public struct ReadingCounts: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "reading-counts"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 1

    private struct Reader: Hashable {
        var channel: UInt8
        var version: UInt32
    }

    private struct Count {
        var read: UInt64 = 0
        var corrected: UInt64 = 0
        var wanted: [UInt8: UInt64] = [:]
    }

    private var counts: [Reader: Count] = [:]
    /// What each corrected message was said to be last, and whose reading it was.
    private var said: [UInt64: (reader: Reader, intent: UInt8)] = [:]

    /// Nothing folded yet.
    public init() {}

    /// A row a reader, by channel and version. O(readers × log readers).
    public var rows: [ReadingAccuracy] {
        sorted.compactMap { reader, count in
            guard let channel = Channel(rawValue: reader.channel) else { return nil }
            var intents: [ReadingCorrection.Intent: UInt64] = [:]
            for (code, number) in count.wanted where number > 0 {
                if let intent = ReadingCorrection.Intent(rawValue: code) {
                    intents[intent] = number
                }
            }
            return ReadingAccuracy(
                channel: channel,
                readerVersion: reader.version,
                read: count.read,
                corrected: count.corrected,
                intents: intents
            )
        }
    }

    private var sorted: [(key: Reader, value: Count)] {
        counts.sorted { ($0.key.channel, $0.key.version) < ($1.key.channel, $1.key.version) }
    }

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            let reader = Reader(channel: fact.channelCode, version: fact.detail)
            if fact.isReading {
                counts[reader, default: Count()].read += 1
            } else if fact.kind == .readingCorrected {
                // A message that is corrected again is still one that was read wrong.
                let before = said.updateValue((reader, fact.rank), forKey: fact.cause)
                if let before {
                    counts[before.reader]?.wanted[before.intent, default: 1] -= 1
                    counts[before.reader]?.corrected -= 1
                }
                counts[reader, default: Count()].corrected += 1
                counts[reader, default: Count()].wanted[fact.rank, default: 0] += 1
            }
        }
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(ReadingCounts.name)
        for (reader, count) in sorted {
            digest.absorb(UInt64(reader.channel))
            digest.absorb(UInt64(reader.version))
            digest.absorb(count.read)
            digest.absorb(count.corrected)
            for (intent, number) in count.wanted.sorted(by: { $0.key < $1.key }) where number > 0 {
                digest.absorb(UInt64(intent))
                digest.absorb(number)
            }
        }
    }
}
