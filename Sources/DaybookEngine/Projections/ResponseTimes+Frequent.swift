internal import DaybookDomain

extension ResponseTimes {
    /// Folds what nearly all messages are, as long as they are: somebody who did not wait begins to,
    /// on a day that the channel's newest cell counts, or an answer ends the whole of a wait.
    ///
    /// The same rules as ``begin(_:_:)`` and ``answer(_:)``, on spans of the tables: taken once for all
    /// of these facts, they spare each of them some ten looks at who else has the arrays.
    ///
    /// - Returns: The place of the first index that is something else, or the number of indices.
    mutating func applyFrequent(
        _ facts: Span<Fact>,
        _ indices: Span<UInt8>,
        from first: Int
    ) -> Int {
        let limit = recordedAt - ResponseTimes.failureWindow
        waiting.makeRoom(for: FactSort.most)
        answered.makeRoom(for: FactSort.most, forgettingBefore: limit)
        var placeArray = waiting.places.taken()
        var poolArray = waiting.pool.taken()
        var ringArray = answered.ring.taken()
        var bucketArray = answered.buckets.taken()
        var cellArray = cells.cells.taken()
        let recentArray = cells.recent
        var free = waiting.free
        var count = waiting.count
        var end = answered.end
        var places = placeArray.mutableSpan
        var pool = poolArray.mutableSpan
        var ring = ringArray.mutableSpan
        var buckets = bucketArray.mutableSpan
        var cell = cellArray.mutableSpan
        let recent = recentArray.span
        var next = first
        while next < indices.count {
            let fact = facts[Int(indices[next])]
            let code = fact.kindCode
            let time = fact.occurredAt.milliseconds
            let subject = fact.subject
            let place = WaitingTable.place(of: subject, in: places.span, pool.span)
            if code == Kind.replySent.rawValue {
                let wait = pool[WaitingTable.number(in: places[place])]
                guard places[place] != 0, wait.since <= time, wait.later == 0 else { break }
                let seconds = UInt32(clamping: (time - wait.since) / 1_000)
                cell[Int(wait.cell)].record(seconds, isByRule: fact.flags.contains(.automatic))
                WaitingTable.remove(at: place, in: &places, &pool, free: &free)
                count &-= 1
                let entry = AnsweredWaits.Entry(ended: wait, by: fact)
                AnsweredWaits.put(entry, at: &end, in: &ring, &buckets)
            } else if code == Kind.requestReceived.rawValue
                || code == Kind.messageReceived.rawValue
                || code == Kind.conversationReopened.rawValue
            {
                let day = recent[Int(fact.channelCode)]
                guard places[place] == 0, day.holds(time) else { break }
                let wait = Wait(beginning: fact, cell: day.place)
                cell[Int(day.place)].begun &+= 1
                WaitingTable.insert(wait, at: place, in: &places, &pool, free: &free)
                count &+= 1
            } else {
                break
            }
            recordedAt = fact.recordedAt.milliseconds
            next &+= 1
        }
        waiting.places = placeArray
        waiting.pool = poolArray
        waiting.free = free
        waiting.count = count
        answered.ring = ringArray
        answered.buckets = bucketArray
        answered.end = end
        cells.cells = cellArray
        return next
    }
}

extension Wait {
    /// The wait that a message begins.
    @inline(__always)
    init(beginning fact: Fact, cell: UInt32) {
        self.init()
        subject = fact.subject
        since = fact.occurredAt.milliseconds
        lastMessage = fact.sequence
        channel = fact.channelCode
        isFirst = fact.kindCode != Kind.messageReceived.rawValue
        isUrgent = fact.flags.contains(.urgent)
        service = fact.service
        self.cell = cell
    }
}
