/// The bounds of the mail reader, in one table. A message beyond one of them becomes a quarantined
/// contact with the code of ``EmailQuarantine``; it is never refused and never lost.
public enum EmailLimits {
    /// Longest message in bytes, headers included: 25 MiB.
    public static let messageBytesMax = 25 << 20
    /// Most bytes of header sections in one message, those of its parts included: 256 KiB.
    public static let headerBytesMax = 256 << 10
    /// Most header fields in one message, those of its parts included.
    public static let fieldsMax = 5_000
    /// Most parts of one message, containers included.
    public static let partsMax = 100
    /// Deepest nesting of containers and enclosed messages.
    public static let depthMax = 20
    /// Most addresses in the address fields of one message.
    public static let addressesMax = 1_000

    // Below, the reader cuts off instead: what is beyond stays readable in the sealed original.

    /// Longest plain text handed on, in UTF-8 bytes; a longer one is cut and noted.
    public static let textBytesMax = 1 << 20
    /// Most ids of earlier messages handed on, newest first.
    public static let referencesMax = 100
    /// Longest message id in bytes (the longest line of RFC 5322, section 2.1.1); a longer one is
    /// not believed.
    public static let identifierBytesMax = 998
    /// Longest boundary taken; RFC 2046, section 5.1.1 allows 70, mailers write more.
    public static let boundaryBytesMax = 256
    /// How far into a body a boundary that was not declared is looked for, in bytes.
    public static let boundaryGuessBytesMax = 64 << 10
    /// How much of a plain alternative is looked at to see that it is blank, in bytes.
    public static let blankProbeBytesMax = 16 << 10
    /// Most parameters read of one Content-Type or Content-Disposition field.
    public static let parametersMax = 64
    /// Words of a Date field that are looked at: a date has six.
    public static let dateWordsMax = 8
    /// Most runs of encoded words decoded in one header value; the rest stays as written.
    public static let encodedRunsMax = 200
    /// Longest charset name that is looked up.
    public static let charsetNameBytesMax = 40
    /// Deepest quotation shown in text made from HTML.
    public static let quoteDepthMax = 10
    /// How far ahead the reader looks to tell a badly folded header line from a body, in lines.
    public static let foldLookaheadLinesMax = 10
    /// Most messages taken from one mbox.
    public static let mboxMessagesMax = 10_000_000

    // What may be taken for history or a signature; anything longer is left in the fresh text.

    /// Longest "On Friday, the clinic wrote:" in lines.
    public static let attributionLinesMax = 4
    /// The same in bytes.
    public static let attributionBytesMax = 500
    /// Most blank lines between it and its quotes.
    public static let attributionBlankLinesMax = 3
    /// How many lines after "From:" the others of an Outlook block stand.
    public static let headerBlockLinesMax = 6
    /// Longest signature below two dashes, in lines with text.
    public static let signatureLinesMax = 15
    /// Longest line taken for a divider or a mail program's own signature, in bytes.
    public static let deviceLineBytesMax = 100
}
