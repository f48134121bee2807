/// A number that is not a 64-bit integer, with the digits it was written with.
package struct JSONNumber: Sendable, Equatable {
    /// The number as written; always of RFC 8259's grammar when it comes from ``JSONReader``.
    package let text: String

    /// Keeps a number's text, which the caller knows to be of the grammar.
    package init(text: String) {
        self.text = text
    }

    /// The nearest `Double`; infinite beyond its range. O(length of the text).
    package var value: Double {
        Double(text) ?? .nan
    }
}
