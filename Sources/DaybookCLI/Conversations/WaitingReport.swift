import Daybook

/// Who waits for an answer, as rows.
enum WaitingReport {
    /// What the rows hold.
    static let columns = [
        Column("conversation", alignment: .trailing), Column("channel"),
        Column("since"), Column("waiting", alignment: .trailing), Column("due"),
        Column("left", alignment: .trailing), Column("urgent"), Column("service"),
        Column("lastMessage", heading: "last message", alignment: .trailing),
        Column("replyWindowClosesAt", heading: "window closes"),
    ]
    /// Of the columns those that people are spared where nothing stands in them; programs always
    /// get them.
    private static let rare: Set<String> = ["replyWindowClosesAt", "assigned"]

    /// How soon before it is due a row is a warning, in seconds.
    private static let soon = 3_600

    /// A row for one who waits; `left` is negative once it is late.
    static func row(_ request: WaitingRequest, now: Instant, _ names: Names) -> Row {
        let left = seconds(left: request, now: now)
        let window = request.replyWindowClosesAt.map {
            Int(($0.milliseconds - now.milliseconds) / 1_000)
        }
        let least = [left, window].compactMap(\.self).min()
        let style: TextStyle? = least.flatMap { $0 < 0 ? .alert : $0 < soon ? .warning : nil }
        return Row(
            [
                .integer(Int(clamping: request.conversation)), .string(request.channel.name),
                names.text(request.since),
                .duration(seconds: Int((now.milliseconds - request.since.milliseconds) / 1_000)),
                request.due.map { names.text($0) } ?? .none,
                left.map { .duration(seconds: $0) } ?? .none, .bool(request.isUrgent),
                request.service == 0 ? .none : .string(names.serviceKey(request.service)),
                .integer(Int(clamping: request.lastMessage)),
                request.replyWindowClosesAt.map { names.text($0) } ?? .none,
            ],
            style: style
        )
    }

    /// Rows as a report; as a table without the columns in which nothing stands.
    static func report(
        _ title: String?,
        _ columns: [Column],
        _ rows: [Row],
        as format: OutputFormat
    ) -> Report {
        let kept = columns.indices.filter { index in
            format != .table || !rare.contains(columns[index].name)
                || rows.contains { $0.cells[index] != .none }
        }
        return Report(
            title: title,
            columns: kept.map { columns[$0] },
            rows: rows.map { row in Row(kept.map { row.cells[$0] }, style: row.style) }
        )
    }

    /// Seconds of calendar time until the answer is due; negative when it is late; `nil` without a
    /// target.
    static func seconds(left request: WaitingRequest, now: Instant) -> Int? {
        request.due.map { due in
            let milliseconds = due.milliseconds - now.milliseconds
            // Half a second late is late.
            return Int(milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000)
        }
    }
}
