public import DaybookDomain

/// Who waits since when, and how long answers took, by channel and day.
///
/// A wait begins with the earliest patient message that no response follows and ends with the first
/// message to the patient by a person, or a substantive automatic outcome, which is kept as a class
/// of its own. An answer ends the wait for what was written before it: one that was typed in the
/// platform's app before the newest message and delivered after it leaves the newest waiting. A
/// failed send puts the wait back unless another answer arrived; closing ends it as not needed.
/// Times are whole seconds of calendar time, never negative, from the provider's signed time or
/// receipt, never from a mail's Date header.
///
/// A wait is counted in the cell of the day on which it began, and stays in that cell however it
/// ends: in each cell, begun = answered + not needed + waiting, at every position.
public struct ResponseTimes: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "response-times"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 3

    /// For how long after an answer its failure still puts the wait back.
    static let failureWindow: Int64 = 7 * 86_400_000

    var waiting = WaitingTable()
    var later = LaterMessages()
    var answered = AnsweredWaits()
    var cells = ResponseCells()
    /// The clinic, for its zone, targets and hours.
    package internal(set) var clinic = Clinic()
    /// When the newest message or answer was recorded, in ms.
    var recordedAt: Int64 = 0
    /// What was read ahead of folding; nobody asks for it.
    private var glanced: UInt64 = 0

    /// Nothing folded yet.
    public init() {}

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for first in stride(from: 0, to: facts.count, by: FactSort.most) {
            let part = facts.extracting(first..<min(first + FactSort.most, facts.count))
            let sort = FactSort(messagesOf: part)
            if sort.isDefining { applyEach(part, bodies) } else { apply(part, sort) }
        }
    }

    /// Folds sorted facts, none of which defines a part of the clinic.
    mutating func apply(_ facts: Span<Fact>, _ sort: borrowing FactSort) {
        let indices = sort.messages.list.span.extracting(first: sort.messages.count)
        // What is looked up is asked of memory for all of them, before the first is folded.
        var seen: UInt64 = 0
        for place in indices.indices {
            let fact = facts[Int(indices[place])]
            seen ^= waiting.glance(at: fact.subject)
        }
        glanced = seen
        var next = 0
        while next < indices.count {
            next = applyFrequent(facts, indices, from: next)
            if next < indices.count {
                applyMessage(facts[Int(indices[next])])
                next &+= 1
            }
        }
    }

    /// Folds facts one by one, as they come.
    mutating func applyEach(_ facts: Span<Fact>, _ bodies: borrowing Bodies) {
        for index in facts.indices {
            let code = facts[index].kindCode
            if FactSort.isMessage(code) {
                applyMessage(facts[index])
            } else if code < Kind.holdPlaced.rawValue {
                define(facts[index], bodies)
            }
        }
    }

    /// Folds a fact that defines a part of the clinic.
    private mutating func define(_ fact: Fact, _ bodies: borrowing Bodies) {
        let body = bodies.body(at: fact.sequence) ?? []
        guard let definition = try? Definition(fact: fact, body: body) else { return }
        clinic.apply(definition)
        cells.setZone(clinic.reportZone)
    }

    private mutating func applyMessage(_ fact: Fact) {
        let code = fact.kindCode
        recordedAt = fact.recordedAt.milliseconds
        // The frequent kinds first: a jump by a table is guessed wrong more often.
        if code == Kind.replySent.rawValue {
            answer(fact)
        } else if code == Kind.requestReceived.rawValue || code == Kind.messageReceived.rawValue
            || code == Kind.conversationReopened.rawValue
        {
            begin(fact, code)
        } else if code == Kind.replyFailed.rawValue {
            putBack(fact)
        } else if code == Kind.priorityChanged.rawValue {
            prioritise(fact)
        } else {
            end(fact)
        }
    }

    private mutating func begin(_ fact: Fact, _ code: UInt8) {
        let place = waiting.place(of: fact.subject)
        if waiting.isTaken(place) {
            goOn(fact, code, place)
            return
        }
        let cell = cells.place(channel: fact.channelCode, since: fact.occurredAt.milliseconds)
        cells[cell].begun &+= 1
        waiting.insert(Wait(beginning: fact, cell: cell))
    }

    /// One more message of somebody who waits already.
    @inline(never)
    private mutating func goOn(_ fact: Fact, _ code: UInt8, _ place: Int) {
        var wait = waiting[place]
        if fact.flags.contains(.urgent) { wait.isUrgent = true }
        if fact.service != 0 { wait.service = fact.service }
        if code != Kind.conversationReopened.rawValue {
            let time = fact.occurredAt.milliseconds
            wait.lastMessage = fact.sequence
            later.add(max(time, wait.since), to: &wait)
            if time < wait.since {
                // What was written earlier was delivered later: the wait began with it.
                move(&wait, to: time)
            }
        }
        waiting[place] = wait
    }

    /// Moves the beginning of a wait, and with it the cell that counts it.
    private mutating func move(_ wait: inout Wait, to since: Int64) {
        cells[wait.cell].begun &-= 1
        wait.since = since
        wait.cell = cells.place(channel: wait.channel, since: since)
        cells[wait.cell].begun &+= 1
    }

    private mutating func answer(_ fact: Fact) {
        let place = waiting.place(of: fact.subject)
        let time = fact.occurredAt.milliseconds
        guard waiting.isTaken(place), waiting[place].since <= time else {
            answerFurther(fact)
            return
        }
        let wait = waiting[place]
        let seconds = UInt32(clamping: (time - wait.since) / 1_000)
        cells.count(seconds, automatic: fact.flags.contains(.automatic), in: wait.cell)
        if wait.later != 0 {
            goOnAfter(time, place)
        } else {
            waiting.remove(at: place)
        }
        remember(fact, wait, ending: fact.sequence)
    }

    private mutating func remember(_ fact: Fact, _ wait: Wait, ending: UInt64) {
        var wait = wait
        wait.later = 0
        wait.laterCount = 0
        answered.append(
            AnsweredWaits.Entry(
                wait: wait,
                answer: fact.sequence,
                cause: fact.cause,
                ending: ending,
                recordedAt: recordedAt
            ),
            forgettingBefore: recordedAt - ResponseTimes.failureWindow
        )
    }

    /// After an answer that was written at `time`: whoever wrote later than that waits since then.
    @inline(never)
    private mutating func goOnAfter(_ time: Int64, _ place: Int) {
        var wait = waiting[place]
        guard let since = later.takeEarliest(after: time, of: &wait) else {
            waiting.remove(at: place)
            return
        }
        wait.since = since
        wait.isFirst = false
        wait.cell = cells.place(channel: wait.channel, since: since)
        cells[wait.cell].begun &+= 1
        waiting[place] = wait
    }

    /// An answer while nobody waited for it: should the one before it fail, this one stands.
    @inline(never)
    private mutating func answerFurther(_ fact: Fact) {
        guard let last = answered.newest(of: fact.subject), !answered[last].isVoid,
            isRemembered(last)
        else { return }
        remember(fact, answered[last].wait, ending: answered[last].ending)
    }

    /// A failure after the answer had been counted: the duration stays counted and is marked as
    /// corrected. Unless another answer to the same wait, or a later one, stands, whoever waited
    /// waits again from where they did. The failure of anything else changes nothing.
    private mutating func putBack(_ fact: Fact) {
        var stands = false
        var next = answered.newest(of: fact.subject)
        while let position = next, !isAnswer(position, named: fact.cause) {
            stands = stands || !answered[position].isVoid
            next = answered.newest(of: fact.subject, before: position)
        }
        guard let failed = next, !answered[failed].isVoid, isRemembered(failed) else { return }
        answered[failed].isVoid = true
        let entry = answered[failed]
        if entry.ending == entry.answer { cells[entry.wait.cell].corrected &+= 1 }
        next = answered.newest(of: fact.subject, before: failed)
        while !stands, let position = next, answered[position].ending == entry.ending {
            stands = !answered[position].isVoid && isRemembered(position)
            next = answered.newest(of: fact.subject, before: position)
        }
        if !stands { reopen(entry.wait) }
    }

    /// Whether an answer lies within the window. What lies before it counts as forgotten, whether or
    /// not its place was used again: a fold that goes on from a snapshot never had it.
    private func isRemembered(_ position: Int) -> Bool {
        recordedAt - answered[position].recordedAt <= ResponseTimes.failureWindow
    }

    private func isAnswer(_ position: Int, named cause: UInt64) -> Bool {
        answered[position].answer == cause || answered[position].cause == cause
    }

    private mutating func reopen(_ wait: Wait) {
        let place = waiting.place(of: wait.subject)
        guard waiting.isTaken(place) else {
            cells[wait.cell].begun &+= 1
            waiting.insert(wait)
            return
        }
        // A new wait has begun since: it goes on from the first message without an answer.
        var open = waiting[place]
        open.isFirst = wait.isFirst
        if wait.since < open.since {
            later.add(open.since, to: &open)
            move(&open, to: wait.since)
        }
        waiting[place] = open
    }

    @inline(never)
    private mutating func prioritise(_ fact: Fact) {
        let place = waiting.place(of: fact.subject)
        if waiting.isTaken(place) {
            waiting[place].isUrgent = fact.rank == Priority.urgent.rawValue
        }
    }

    private mutating func end(_ fact: Fact) {
        let place = waiting.place(of: fact.subject)
        if waiting.isTaken(place) {
            cells[waiting[place].cell].notNeeded &+= 1
            var wait = waiting[place]
            later.release(&wait)
            waiting.remove(at: place)
        }
        var next = answered.newest(of: fact.subject)
        while let position = next, isRemembered(position) {
            answered[position].isVoid = true
            next = answered.newest(of: fact.subject, before: position)
        }
    }
}
