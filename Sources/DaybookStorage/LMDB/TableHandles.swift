/// The handles of all tables, opened once when the log is opened.
struct TableHandles: Sendable {
    private var handles: [UInt32]

    init(handles: [UInt32]) {
        precondition(handles.count == Table.allCases.count)
        self.handles = handles
    }

    @inline(__always)
    subscript(table: Table) -> UInt32 { handles[table.rawValue] }
}
