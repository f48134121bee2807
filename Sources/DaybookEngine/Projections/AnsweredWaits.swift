internal import DaybookDomain

/// The answers of the last days, in the order of the log, each with the wait that it ended: what a
/// report of failure puts back.
///
/// A ring that only grows at its end and is forgotten from its start when it is full, so that an
/// answer costs one sequential write. The newest answer of a conversation is found by a chain that
/// begins in a bucket of its number. Buckets and links that point to what was forgotten are recognised by their
/// distance from the end; nothing has to be taken out of a chain.
struct AnsweredWaits: Sendable {
    /// One answer, in 64 bytes.
    struct Entry: Sendable, BitwiseCopyable {
        /// ``wait``, and in place of its later messages ``link``.
        private var linkedWait: Wait
        /// The answer, and what it names as its cause: a report of its failure names one of the two.
        var answer: UInt64
        var cause: UInt64
        /// The lower 63 bits are ``ending``, the highest one ``isVoid``.
        private var endingWord: UInt64
        /// When it was recorded, in ms.
        var recordedAt: Int64

        private static let void: UInt64 = 1 << 63

        @inline(__always)
        init(wait: Wait, answer: UInt64, cause: UInt64, ending: UInt64, recordedAt: Int64) {
            linkedWait = wait
            linkedWait.later = 0
            self.answer = answer
            self.cause = cause
            endingWord = ending & ~Entry.void
            self.recordedAt = recordedAt
        }

        /// An answer that ended a wait without later messages.
        @inline(__always)
        init(ended wait: Wait, by fact: Fact) {
            linkedWait = wait
            answer = fact.sequence
            cause = fact.cause
            endingWord = fact.sequence
            recordedAt = fact.recordedAt.milliseconds
        }

        /// The wait that it ended; for a further answer, the one that the answer before it ended.
        /// It has no later messages.
        var wait: Wait {
            var wait = linkedWait
            wait.later = 0
            return wait
        }

        /// The conversation.
        fileprivate var subject: UInt64 { linkedWait.subject }

        /// The answer before it in its chain, by the lower 32 bits of its position.
        fileprivate var link: UInt32 {
            get { linkedWait.later }
            set { linkedWait.later = newValue }
        }

        /// The answer that ended the wait: this one, or one before it.
        var ending: UInt64 { endingWord & ~Entry.void }

        /// Whether it can't be put back any more: it failed, or the conversation was closed.
        var isVoid: Bool {
            get { endingWord & Entry.void != 0 }
            set { endingWord = ending | (newValue ? Entry.void : 0) }
        }
    }

    var ring: [Entry] = []
    /// For each bucket the newest answer in it, by the lower 32 bits of its position.
    var buckets: [UInt32] = []
    /// The positions of the oldest answer and of the next one.
    private var start = 0
    var end = 0

    private static let leastCapacity = 1_024

    /// How many answers are remembered.
    var count: Int { end - start }

    /// Subjects are sequences, and no two conversations have the same: their lower bits spread them
    /// well enough, and neighbours in the log stay neighbours here.
    @inline(__always)
    private static func bucket(of subject: UInt64, among count: Int) -> Int {
        Int(truncatingIfNeeded: subject) & (count &- 1)
    }

    /// Remembers an answer. When there is no room, those recorded before `limit` are forgotten.
    ///
    /// O(1), and what is forgotten was added once.
    mutating func append(_ entry: Entry, forgettingBefore limit: Int64) {
        makeRoom(for: 1, forgettingBefore: limit)
        put(entry)
    }

    /// Writes an answer behind the others, where there is room for it.
    private mutating func put(_ entry: Entry) {
        var ring = self.ring.taken()
        var buckets = self.buckets.taken()
        var ringSpan = ring.mutableSpan
        var bucketSpan = buckets.mutableSpan
        AnsweredWaits.put(entry, at: &end, in: &ringSpan, &bucketSpan)
        self.ring = ring
        self.buckets = buckets
    }

    /// The same, on spans of the arrays.
    @inline(__always)
    static func put(
        _ entry: Entry,
        at end: inout Int,
        in ring: inout MutableSpan<Entry>,
        _ buckets: inout MutableSpan<UInt32>
    ) {
        let bucket = bucket(of: entry.subject, among: buckets.count)
        var entry = entry
        entry.link = buckets[bucket]
        ring[end & (ring.count &- 1)] = entry
        buckets[bucket] = UInt32(truncatingIfNeeded: end)
        end &+= 1
    }

    /// Sees to it that so many answers more find room.
    mutating func makeRoom(for more: Int, forgettingBefore limit: Int64) {
        guard end - start + more > ring.count else { return }
        while start < end, ring[start & (ring.count - 1)].recordedAt < limit { start += 1 }
        // With little room the next call would come soon, and look at as many again.
        while end - start + more > ring.count / 4 * 3 { grow() }
    }

    @inline(never)
    private mutating func grow() {
        let kept = Array(self)
        let capacity = Swift.max(AnsweredWaits.leastCapacity, ring.count * 2)
        let empty = Entry(wait: Wait(), answer: 0, cause: 0, ending: 0, recordedAt: 0)
        // A position that lies as far back as can be: every chain ends in it.
        let nowhere = UInt32(truncatingIfNeeded: 0)
        ring = Array(repeating: empty, count: capacity)
        buckets = Array(repeating: nowhere, count: capacity)
        // Positions begin at 1, so that nothing links to 0.
        start = 1
        end = 1
        for entry in kept { put(entry) }
    }

    /// The position of the newest answer of a conversation, or of the newest before `position`.
    func newest(of subject: UInt64, before position: Int? = nil) -> Int? {
        guard start < end else { return nil }
        var link =
            position.map { ring[$0 & (ring.count - 1)].link }
            ?? buckets[AnsweredWaits.bucket(of: subject, among: buckets.count)]
        var last = position ?? end
        while true {
            // Distances from the end stay right when 32 bits run over.
            let distance = Int(UInt32(truncatingIfNeeded: end) &- link)
            let found = end - distance
            guard distance > 0, found >= start, found < last else { return nil }
            let entry = ring[found & (ring.count - 1)]
            if entry.subject == subject { return found }
            last = found
            link = entry.link
        }
    }

    /// The answer at a position that ``newest(of:before:)`` gave.
    subscript(position: Int) -> Entry {
        get { ring[position & (ring.count - 1)] }
        set { ring[position & (ring.count - 1)] = newValue }
    }
}

extension AnsweredWaits: Sequence {
    /// The answers, oldest first.
    func makeIterator() -> AnyIterator<Entry> {
        var position = start
        return AnyIterator { [self] in
            guard position < end else { return nil }
            defer { position += 1 }
            return self[position]
        }
    }
}
