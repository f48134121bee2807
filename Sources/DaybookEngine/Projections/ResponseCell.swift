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
    /// Whole seconds until a person answered.
    var byPerson = Distribution()
    /// Whole seconds until a substantive automatic answer (an offer, a confirmation).
    var automatic = Distribution()

    init(key: Key) {
        self.key = key
    }
}
