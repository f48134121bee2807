internal import DaybookDomain

/// Up to 64 facts in a row, sorted by who folds them: those that change time, and those by which
/// somebody begins or ceases to wait for an answer. All others mean nothing to either.
///
/// Sorting takes no branch a fact, and whoever folds then sees facts of one sort, in order, and can
/// ask memory for what all of them touch before folding the first. Folded fact by fact, the
/// processor guesses each one's sort, wrong every other time, and waits for memory one by one.
struct FactSort {
    /// The most facts that are sorted at once.
    static let most = 64

    /// The indices of facts that change a resource's time.
    private(set) var times = Indices()
    /// The indices of facts that begin or end a wait.
    private(set) var messages = Indices()
    /// The last fact about the clinic or its appointments; -1 if there is none.
    private(set) var newestOfSlots = -1
    /// Whether a fact defines a part of the clinic: then order matters across sorts, and facts are
    /// to be folded one by one.
    private(set) var isDefining = false

    /// Indices into the facts that were sorted: the first ``count`` of the list, rising.
    struct Indices {
        private(set) var list = InlineArray<64, UInt8>(repeating: 0)
        private(set) var count = 0

        /// Notes an index down, and keeps it if `isKept` is 1 rather than 0.
        @inline(__always)
        fileprivate mutating func append(_ index: Int, if isKept: UInt64) {
            list[count] = UInt8(truncatingIfNeeded: index)
            count &+= Int(truncatingIfNeeded: isKept)
        }
    }

    /// Sorts facts, of which there may be ``most``. O(facts).
    @inline(__always)
    init(_ facts: Span<Fact>) {
        precondition(facts.count <= FactSort.most, "at most 64 facts are sorted at once")
        for index in facts.indices {
            let code = facts[index].kindCode
            times.append(index, if: FactSort.times.holds(code))
            messages.append(index, if: FactSort.messages.holds(code))
            newestOfSlots = code < Kind.requestReceived.rawValue ? index : newestOfSlots
            isDefining = isDefining || code < Kind.holdPlaced.rawValue
        }
    }

    /// Sorts out the messages alone. O(facts).
    @inline(__always)
    init(messagesOf facts: Span<Fact>) {
        precondition(facts.count <= FactSort.most, "at most 64 facts are sorted at once")
        for index in facts.indices {
            let code = facts[index].kindCode
            messages.append(index, if: FactSort.messages.holds(code))
            isDefining = isDefining || code < Kind.holdPlaced.rawValue
        }
    }

    /// Whether a fact of a kind begins or ends a wait.
    @inline(__always)
    static func isMessage(_ code: UInt8) -> Bool { messages.holds(code) == 1 }

    /// Some of 64 kinds in a row.
    private struct Kinds {
        let first: UInt8
        var bits: UInt64

        /// 1 if a kind is one of them, otherwise 0.
        @inline(__always)
        func holds(_ code: UInt8) -> UInt64 {
            let bit = UInt64(code &- first)
            return bits >> (bit & 63) & (bit < 64 ? 1 : 0)
        }
    }

    /// All kinds of the schedule but the steps of an appointment's day, which change no time.
    private static var times: Kinds {
        let first = Kind.holdPlaced.rawValue
        let steps = Kind.patientArrived.rawValue...Kind.patientNoShow.rawValue
        var bits: UInt64 = ~0
        for code in steps { bits &= ~(1 << UInt64(code - first)) }
        return Kinds(first: first, bits: bits)
    }

    /// The kinds that begin or end a wait.
    private static var messages: Kinds {
        let first = Kind.requestReceived.rawValue
        let bits: UInt64 =
            1 << UInt64(Kind.requestReceived.rawValue - first)
            | 1 << UInt64(Kind.messageReceived.rawValue - first)
            | 1 << UInt64(Kind.replySent.rawValue - first)
            | 1 << UInt64(Kind.replyFailed.rawValue - first)
            | 1 << UInt64(Kind.conversationClosed.rawValue - first)
            | 1 << UInt64(Kind.conversationReopened.rawValue - first)
            | 1 << UInt64(Kind.priorityChanged.rawValue - first)
        return Kinds(first: first, bits: bits)
    }
}
