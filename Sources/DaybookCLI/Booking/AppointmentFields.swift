import Daybook

/// What is shown of an appointment or hold after a command.
enum AppointmentFields {
    /// The appointment that the fact belongs to, as it is now.
    static func of(
        _ sequence: UInt64,
        in book: Book
    ) throws(BookError) -> [(column: Column, cell: Cell)] {
        let names = Names(try book.clinic())
        let now = Instant(milliseconds: book.options.clock())
        let found = try book.appointment(sequence)
        let first = found?.footprints.first
        let status = found?.status(asOf: now)
        let isHeld = status == .pending
        return [
            (Column("appointment"), found.map { .integer(Int(clamping: $0.subject)) } ?? .none),
            (Column("status"), status.map { .string($0.code) } ?? .none),
            (Column("service"), found.map { .string(names.serviceKey($0.service)) } ?? .none),
            (Column("start"), first.map { names.text($0.start.instant) } ?? .none),
            (Column("minutes"), first.map { .integer(Int($0.length)) } ?? .none),
            (
                Column("resources"),
                found.map {
                    .string(
                        $0.footprints.map { names.resourceKey($0.resource) }.joined(separator: " ")
                    )
                } ?? .none
            ),
            (
                Column("heldUntil", heading: "held until"),
                found.flatMap {
                    isHeld ? names.text($0.holdExpiry) : nil
                } ?? .none
            ),
        ]
    }

    /// The number of the appointment that a fact belongs to; the number itself where there is none,
    /// so that the book refuses it.
    static func subject(of sequence: UInt64, in book: Book) throws(BookError) -> UInt64 {
        try book.appointment(sequence)?.subject ?? sequence
    }
}
