extension Decider {
    /// Takes over what another system says, whatever stands here: it happened there already.
    ///
    /// The time is blocked, so that it is neither offered nor accepted. Where a booking or live
    /// hold has it, a fact of the conflict says so; a person settles it.
    static func importBusy(
        _ wish: ExternalBusy,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let entry = ExternalEntry(history: history)
        if wish.entry != 0, entry.subject == 0 { throw Refusal(.unknown) }
        guard wish.version >= entry.version else {
            throw Refusal(.staleVersion, cause: entry.head)
        }
        let isNewVersion = entry.subject == 0 || wish.version > entry.version
        if wish.isCleared {
            guard entry.isSet || isNewVersion else { throw Refusal(.unchanged, cause: entry.head) }
            return clear(entry, wish, context)
        }
        guard wish.length > 0, (1...ExternalBusy.resourcesMax).contains(wish.resources.count),
            Set(wish.resources).count == wish.resources.count
        else { throw Refusal(.outOfRange) }
        for resource in wish.resources where state.clinic.resource(resource) == nil {
            throw Refusal(.notConfigured)
        }
        let isSame =
            entry.isSet && entry.busy.map(\.resource) == wish.resources
            && entry.busy.allSatisfy { $0.start == wish.start && $0.length == wish.length }
        guard !isSame || isNewVersion else { throw Refusal(.unchanged, cause: entry.head) }
        var decision = isSame ? Decision() : freeing(entry, context)
        for resource in wish.resources {
            var set = fact(.externalBusySet, of: entry, wish, context, after: decision)
            set.resource = resource
            set.start = wish.start
            set.length = wish.length
            decision.append(set)
            // A new version of the same time changes nothing here, and opens no conflict anew.
            if isSame { continue }
            var block = fact(.timeBlocked, of: entry, wish, context, after: decision)
            block.resource = resource
            block.start = wish.start
            block.length = wish.length
            block.cause = 0
            block.detail = 0
            decision.append(block)
            guard state.isTaken(resource, wish.start, wish.length, now: context.now) else {
                continue
            }
            var conflict = block
            conflict.kindCode = Kind.conflictFound.rawValue
            conflict.sequence = context.next + UInt64(decision.facts.count)
            conflict.cause = set.sequence
            decision.append(conflict)
        }
        return decision
    }

    /// A person says that a conflict is dealt with.
    static func settleConflict(
        _ conflict: UInt64,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard let found = history.first(where: { $0.sequence == conflict }),
            found.kind == .conflictFound
        else { throw Refusal(.unknown) }
        let entry = ExternalEntry(history: history)
        guard entry.openConflicts.contains(conflict) else {
            throw Refusal(.unchanged, cause: entry.head)
        }
        var fact = context.fact(.conflictSettled)
        fact.subject = found.subject
        fact.cause = conflict
        fact.resource = found.resource
        return Decision([fact])
    }

    private static func clear(
        _ entry: ExternalEntry,
        _ wish: ExternalBusy,
        _ context: DecisionContext
    ) -> Decision {
        var decision = entry.isSet ? freeing(entry, context) : Decision()
        // Also of an entry never seen set: an older version that comes later must not set it.
        decision.append(fact(.externalBusyCleared, of: entry, wish, context, after: decision))
        return decision
    }

    /// Lifts the blocks of what an entry took.
    private static func freeing(
        _ entry: ExternalEntry,
        _ context: DecisionContext
    ) -> Decision {
        var decision = Decision()
        guard entry.isSet else { return decision }
        for footprint in entry.busy {
            var fact = context.fact(.timeUnblocked, offset: decision.facts.count)
            fact.subject = entry.subject
            fact.cause = entry.head
            fact.resource = footprint.resource
            fact.start = footprint.start
            fact.length = footprint.length
            decision.append(fact)
        }
        return decision
    }

    private static func fact(
        _ kind: Kind,
        of entry: ExternalEntry,
        _ wish: ExternalBusy,
        _ context: DecisionContext,
        after decision: Decision
    ) -> Fact {
        var fact = context.fact(kind, offset: decision.facts.count)
        fact.subject = entry.subject == 0 ? context.next : entry.subject
        fact.cause = entry.head
        fact.detail = wish.version
        return fact
    }
}

extension SlotState {
    /// Whether a booking as shown, or a live hold, takes any of these minutes of a resource.
    func isTaken(_ resource: UInt16, _ start: Minute, _ length: UInt16, now: Instant) -> Bool {
        guard Int(resource) < calendars.count else { return false }
        let calendar = calendars[Int(resource)]
        let wanted = start..<start.advanced(by: Int(length))
        let layer = TimeLayer.shown.rawValue
        return !calendar.booked.isFree(start: start, length: Int(length), layer: layer)
            || calendar.holds.contains { hold in
                hold.expiry > now && hold.footprint.minutes(.shown).overlaps(wanted)
            }
    }
}
