public import DaybookDomain
internal import DaybookEngine
public import DaybookIntake

extension Book {
    /// How many of a patient's newest messages are read for wishes.
    public static let wishedMessagesMax = 3
    /// How many free starts are ranked by them.
    public static let rankedStartsMax = 5_000

    /// The times that suit a patient, as their newest messages of the open episode say.
    ///
    /// Each text is opened for the purpose `operations`, which is a fact. Words are read against
    /// the wall of the clinic at the time they were written. Free text never books: what comes of
    /// this is an order in which times are offered.
    ///
    /// - Parameters:
    ///   - conversation: Its number: the sequence of its first fact.
    ///   - reader: Who reads.
    /// - Throws: ``BookError``. A text that was erased says nothing.
    public func wishes(
        of conversation: UInt64,
        reader: String
    ) async throws(BookError) -> [TimeWish] {
        let clinic = try clinic()
        let zone = clinic.settings.flatMap { clinic.zone($0.zone) }?.rules ?? .utc
        var wishes: [TimeWish] = []
        for fact in Book.openMessages(in: try history(of: conversation)) {
            do throws(BookError) {
                let content = try await reveal(
                    fact.sequence,
                    purpose: .operations,
                    reader: reader
                )
                let found = content.timeWishes(at: zone.wallTime(at: fact.occurredAt))
                wishes += found.filter { !wishes.contains($0) }
            } catch {
                guard error.code == "erased" else { throw error }
            }
        }
        return wishes
    }

    /// The times to offer first: those that the patient wished, then those nearest to them, none
    /// that was said not to suit while there are others, and none within another's time.
    ///
    /// - Parameters:
    ///   - wishes: What was wished; with none the first free times are given.
    ///   - count: How many.
    /// - Complexity: O(starts × wishes), at most ``rankedStartsMax`` starts of the service's
    ///   horizon.
    public func suggestedTimes(
        for service: Service,
        wishes: [TimeWish],
        count: Int = 3
    ) throws(BookError) -> [Minute] {
        let clinic = try clinic()
        let zone = clinic.settings.flatMap { clinic.zone($0.zone) }?.rules ?? .utc
        let now = Instant(milliseconds: options.clock())
        let end = now.minute.advanced(by: Int(service.horizonDays) * 1_440)
        let free = try freeSlots(
            service: service.number,
            in: now.minute..<end,
            asOf: now,
            count: wishes.isEmpty ? count * Book.rankedPerOffer : Book.rankedStartsMax
        )
        let ranked = free.map { slot in
            RankedStart(slot.start, wishes, on: zone.wallTime(at: slot.start.instant))
        }.sorted()
        let apart = Int(service.duration) + Int(service.bufferBefore) + Int(service.bufferAfter)
        var chosen: [Minute] = []
        for candidate in ranked where chosen.count < count {
            let isApart = chosen.allSatisfy {
                abs(Int($0.value) - Int(candidate.start.value)) >= apart
            }
            if isApart { chosen.append(candidate.start) }
        }
        return chosen.sorted()
    }

    /// Starts read for each time offered without a wish: enough that some lie apart, on any grid.
    private static let rankedPerOffer = 1_440

    /// The patient's newest messages since the episode began, oldest first.
    private static func openMessages(in history: [Fact]) -> [Fact] {
        let start = history.lastIndex { $0.kind == .requestReceived } ?? 0
        let messages = history[start...].filter {
            ($0.kind == .requestReceived || $0.kind == .messageReceived)
                && $0.flags.contains(.sealed)
        }
        return Array(messages.suffix(wishedMessagesMax))
    }
}
