import Daybook

/// The clinic alone, folded from its definitions: names for numbers, without folding all that
/// happened.
struct ClinicNames: Projection {
    static let name = "clinic-names"
    static let version: UInt32 = 1

    private var clinic = Clinic()

    init() {}

    mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices where facts[index].kindCode < Kind.holdPlaced.rawValue {
            let fact = facts[index]
            let body = fact.flags.contains(.body) ? bodies.body(at: fact.sequence) ?? [] : []
            // What does not read as a definition defines nothing, as in every fold.
            guard let definition = try? Definition(fact: fact, body: body) else { continue }
            clinic.apply(definition)
        }
    }

    func digest(into digest: inout Digest) {
        digest.absorb(clinic.revision)
    }

    /// The names as of the end of the log.
    static func of(_ book: Book) throws(BookError) -> Names {
        var names = ClinicNames()
        try book.replay(&names)
        return Names(names.clinic)
    }
}
