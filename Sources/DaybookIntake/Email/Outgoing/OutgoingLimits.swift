/// The bounds of what the clinic sends, in one place.
public enum OutgoingLimits {
    /// Longest line of a header in bytes, where it can be folded (RFC 5322, section 2.1.1).
    public static let lineBytesMax = 78
    /// Longest encoded word: below the 75 of RFC 2047, section 2, so that the first one stands on
    /// one line with its field's name.
    public static let encodedWordBytesMax = 64
    /// Longest line of quoted-printable (RFC 2045, section 6.7).
    public static let quotedLineBytesMax = 76
    /// Most ids in References: the first and the newest (RFC 5322, section 3.6.4 sets no bound;
    /// mail servers do).
    public static let referencesMax = 20
    /// Longest subject in bytes; a longer one is cut between characters.
    public static let subjectBytesMax = 400
    /// Most calendars of one mail: each appointment that changed has its own (RFC 5546, section
    /// 3.2.2).
    public static let calendarsMax = 8
    /// Longest text in bytes.
    public static let textBytesMax = 256 << 10
}
