/// How data is written to standard output.
///
/// The default is `table` everywhere, also into a pipe. A default that followed the destination
/// would change what a person sees the moment they add `| less` or `| grep`, and would let a script
/// grow on a form nobody promised. A script names its format, and then keys, order and units are a
/// contract; a table is for reading and may change.
package enum OutputFormat: String, CaseIterable, Sendable {
    /// Aligned columns for people; human durations; cut to the width of a terminal.
    case table
    /// One JSON value: an array of objects, or an object.
    case json
    /// One JSON object a line, written as the rows come.
    case jsonl
    /// RFC 4180: a header row, then the rows, each ended by CR LF.
    case csv

    /// What is written when nothing was asked for.
    package static let standard = OutputFormat.table

    /// Whether programs are the readers: plain numbers, durations as seconds, faults as JSON.
    package var isJSON: Bool { self == .json || self == .jsonl }
}
