import Daybook

/// A head as the fields of a record.
enum HeadFields {
    static func of(_ head: BookHead) -> [(column: Column, cell: Cell)] {
        [
            (Column("position"), .integer(Int(clamping: head.sequence))),
            (Column("commit"), .integer(Int(clamping: head.commit))),
            (Column("digest"), .string(head.digest)),
            (Column("recordedAt"), .instant(Text.instant(head.recordedAt, in: nil))),
            (Column("commands"), .count(Int(clamping: head.commands))),
        ]
    }
}
