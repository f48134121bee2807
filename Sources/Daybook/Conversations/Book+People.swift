public import DaybookDomain
internal import DaybookEngine
public import DaybookIntake
internal import DaybookStorage

extension Book {
    /// What is recorded of a person: consent, preferences, and which tokens belong together.
    ///
    /// - Complexity: O(facts about the person).
    public func person(_ party: UInt64) throws(BookError) -> Person {
        do {
            guard party != 0, let subject = try log.party(PersonKey.bytes(of: party)) else {
                return Person(history: [])
            }
            return Person(history: try log.records(ofSubject: subject, as: Fact.self))
        } catch {
            throw BookError(error)
        }
    }

    /// The tokens that staff said are the same person as this one, itself first.
    ///
    /// - Complexity: O(facts about those persons).
    public func tokens(of party: UInt64) throws(BookError) -> [UInt64] {
        var tokens = [party]
        var next = 0
        while next < tokens.count, tokens.count < Book.mergedTokensMax {
            for subject in try person(tokens[next]).merged.sorted() {
                let other = try history(of: subject).first?.party ?? 0
                if other != 0, !tokens.contains(other) { tokens.append(other) }
            }
            next += 1
        }
        return tokens
    }

    /// The most tokens of one person that are followed.
    public static let mergedTokensMax = 64

    /// Everything that begins with or is about some persons: the first fact of each of their
    /// conversations and appointments, in order.
    ///
    /// - Complexity: O(facts of the log): it is scanned.
    public func beginnings(of parties: [UInt64]) throws(BookError) -> [Fact] {
        do {
            let wanted = Set(parties)
            var seen: Set<UInt64> = []
            var found: [Fact] = []
            try log.scan(Fact.self, from: 1, through: .max) { page in
                for index in page.indices where wanted.contains(page[index].party) {
                    let fact = page[index]
                    switch fact.kind {
                    case .requestReceived, .holdPlaced, .appointmentBooked:
                        guard found.count < Book.factsMax, seen.insert(fact.subject).inserted
                        else { continue }
                        found.append(fact)
                    default: continue
                    }
                }
                return true
            }
            return found
        } catch {
            throw BookError(error)
        }
    }

    /// The token of whoever has an address; `nil` if the book does not know it.
    ///
    /// - Parameters:
    ///   - contact: The address, as anybody would write it.
    ///   - channel: Where it is an address.
    public func party(
        ofContact contact: consuming PHI<String>,
        on channel: Channel
    ) throws(BookError) -> UInt64? {
        do {
            return try log.party(requireVault().addressHash(of: contact, channel: channel))
        } catch {
            throw BookError(error)
        }
    }

    /// The fact that a reference names: the token of an offered time or of a reminder, or a platform's
    /// id of a message; `nil` if the book does not know it.
    public func fact(
        referredToBy reference: String,
        on channel: Channel
    ) throws(BookError) -> Fact? {
        do {
            let vault = try requireVault()
            if let mint, let sequence = OfferToken.sequence(in: reference) {
                guard let fact = try log.record(at: sequence, as: Fact.self),
                    OfferToken(reference, by: mint, boundTo: Book.binding(fact.party)) != nil
                else { return nil }
                return fact
            }
            if ReminderToken.reminder(in: reference) != nil {
                return try reminderAnswer(of: reference)?.reminder
            }
            let key = Book.indexKey(try vault.referenceKey(reference, channel: channel))
            guard let sequence = try log.party(key) else { return nil }
            return try log.record(at: sequence, as: Fact.self)
        } catch {
            throw BookError(error)
        }
    }
}
