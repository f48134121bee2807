internal import DaybookDomain
internal import DaybookStorage

/// Where commands are decided: the state as of the newest fact, uncommitted ones included.
///
/// Confined to whoever appends: the writer's thread, or a bulk import. What it holds is thrown away
/// and taken anew from the committed state when a commit fails.
struct Desk {
    var slots: SlotAvailability
    var custody: Custody
    /// The newest fact folded.
    var position: UInt64
    var tail = TailFacts()
    private var actors: [String: UInt32] = [:]
    private var actorsRevision: UInt64 = .max

    /// A desk for a state folded through `position`.
    init(slots: SlotAvailability, custody: Custody, position: UInt64) {
        self.slots = slots
        self.custody = custody
        self.position = position
    }

    /// Folds one fact that was just appended here.
    mutating func fold(_ fact: Fact, body: [UInt8]?) {
        slots.state.apply(fact) { body }
        custody.apply(fact)
        tail.append(fact)
        position = fact.sequence
    }

    /// The number of an actor by name, if one was given out.
    mutating func actor(named name: String) -> UInt32? {
        if actorsRevision != slots.state.clinic.revision {
            actorsRevision = slots.state.clinic.revision
            actors.removeAll(keepingCapacity: true)
            for actor in slots.state.clinic.actors { actors[actor.name] = actor.number }
        }
        return actors[name]
    }

    /// All facts of the subject that the fact at `sequence` belongs to, in order; empty if there is
    /// no such fact.
    func history(of sequence: UInt64, in log: Log) throws(StorageError) -> [Fact] {
        guard sequence != 0, sequence <= position else { return [] }
        let fact: Fact?
        if let kept = tail.fact(at: sequence) {
            fact = kept
        } else {
            fact = try log.record(at: sequence, as: Fact.self)
        }
        guard let subject = fact?.subject, subject != 0 else { return [] }
        if subject >= tail.base { return tail.facts(of: subject) }
        let older = try log.records(
            ofSubject: subject,
            as: Fact.self,
            through: tail.base - 1
        )
        return older + tail.facts(of: subject)
    }
}
