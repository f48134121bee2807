import Daybook

/// A head as the fields of a record.
enum HeadFields {
    /// The fields' columns.
    static let columns = ["position", "commit", "digest", "recordedAt", "commands"].map {
        Column($0)
    }

    static func of(_ head: BookHead) -> [(column: Column, cell: Cell)] {
        let cells: [Cell] = [
            .integer(Int(clamping: head.sequence)), .integer(Int(clamping: head.commit)),
            .string(head.digest), .instant(Text.instant(head.recordedAt, in: nil)),
            .count(Int(clamping: head.commands)),
        ]
        return zip(columns, cells).map { (column: $0, cell: $1) }
    }
}
