/// The waits of one channel that began on one day: how many, how they ended, how long they took.
struct ResponseCell: Sendable {
    /// Which channel, day and class of response.
    struct Key: Hashable, Sendable, Comparable {
        /// Days since 1970-01-01, by the clinic's zone.
        var day: Int32
        var channel: UInt8

        static func < (left: Key, right: Key) -> Bool {
            (left.channel, left.day) < (right.channel, right.day)
        }
    }

    let key: Key
    /// Waits that began.
    var begun: UInt32 = 0
    /// Waits that ended without needing an answer.
    var notNeeded: UInt32 = 0
    /// Answers whose sending failed after they had been counted.
    var corrected: UInt32 = 0
    /// How many ``byPerson`` holds: here too, so that a report over many cells looks at their
    /// distributions only where something came in.
    private(set) var answered: UInt32 = 0
    /// How many ``automatic`` holds.
    private(set) var answeredByRule: UInt32 = 0
    /// Whole seconds until a person answered.
    private(set) var byPerson = Distribution()
    /// Whole seconds until a substantive automatic answer (an offer, a confirmation).
    private(set) var automatic = Distribution()

    init(key: Key) {
        self.key = key
    }

    /// A cell in which so much has been answered.
    init(key: Key, byPerson: Distribution, automatic: Distribution) {
        self.key = key
        self.byPerson = byPerson
        self.automatic = automatic
        answered = UInt32(clamping: byPerson.count)
        answeredByRule = UInt32(clamping: automatic.count)
    }

    /// Counts an answer after so many seconds.
    @inline(__always)
    mutating func record(_ seconds: UInt32, isByRule: Bool) {
        if isByRule {
            automatic.record(seconds)
            answeredByRule &+= 1
        } else {
            byPerson.record(seconds)
            answered &+= 1
        }
    }
}
