/// The styles in use, as the parameters of the terminal's "select graphic rendition" (ECMA-48).
package enum TextStyle: String, Sendable, CaseIterable {
    /// Headings.
    case bold = "1"
    /// What matters less.
    case dim = "2"
    /// Late, refused, damaged.
    case alert = "31"
    /// Soon late.
    case warning = "33"
    /// In time, intact.
    case good = "32"
}
