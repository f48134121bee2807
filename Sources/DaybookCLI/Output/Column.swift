/// One column of a report, or the name of one value of a record.
package struct Column: Sendable, Equatable {
    /// Where the values stand in a table.
    package enum Alignment: Sendable {
        /// On the left: text.
        case leading
        /// On the right: numbers, so that their digits line up.
        case trailing
    }

    /// The key in JSON and the heading in CSV, in camel case: a contract.
    package let name: String
    /// The heading for people; it may change.
    package let heading: String
    /// The unit, for people, written after the heading in brackets.
    package let unit: String?
    /// Where the values stand.
    package let alignment: Alignment

    /// Makes a column; without a heading, the name is the heading.
    package init(
        _ name: String,
        heading: String? = nil,
        unit: String? = nil,
        alignment: Alignment = .leading
    ) {
        self.name = name
        self.heading = heading ?? name
        self.unit = unit
        self.alignment = alignment
    }

    /// Heading and unit as a table shows them.
    func shownHeading(on terminal: Terminal) -> String {
        let text = unit.map { heading + " (" + $0 + ")" } ?? heading
        return VisibleText.escaped(text, ellipsis: terminal.ellipsis)
    }
}
