import Daybook

/// An erasure as the fields of a record.
enum ErasureFields {
    static func of(
        _ erasure: PartyErasure,
        _ custody: Custody
    ) -> [(column: Column, cell: Cell)] {
        let state = custody.state(of: erasure)
        return [
            (Column("erasure"), .integer(Int(clamping: erasure.request))),
            (Column("party"), .string(PartyToken.text(erasure.party))),
            (Column("why"), .string(erasure.reason.name)),
            (Column("state"), .string(state.rawValue)),
            (Column("generation"), .integer(Int(clamping: erasure.generation))),
            (
                Column("keyBackups", heading: "older key backups"),
                .count(state == .pending ? custody.copies(before: erasure.generation) : 0)
            ),
        ]
    }
}
