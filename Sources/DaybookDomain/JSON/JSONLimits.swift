/// How much JSON a reader takes, and what it does with halves of surrogate pairs.
package struct JSONLimits: Sendable {
    /// What becomes of an escaped surrogate without its other half, which Unicode text cannot hold.
    package enum LoneSurrogates: Sendable {
        /// The text is refused: right for files that people write.
        case refused
        /// U+FFFD stands in its place: right for platforms that cut a message inside an emoji.
        case replaced
    }

    /// Longest text in bytes.
    package var bytesMax: Int
    /// Deepest nesting of arrays and objects; a bare literal has depth 0.
    package var depthMax: Int
    /// Most values in all, the members and elements included.
    package var nodesMax: Int
    /// Longest number in bytes.
    package var numberBytesMax: Int
    /// What becomes of lone surrogates.
    package var loneSurrogates: LoneSurrogates

    /// Sets limits; the defaults are those of files.
    package init(
        bytesMax: Int = 32 << 20,
        depthMax: Int = 64,
        nodesMax: Int = 200_000,
        numberBytesMax: Int = 1_024,
        loneSurrogates: LoneSurrogates = .refused
    ) {
        self.bytesMax = bytesMax
        self.depthMax = depthMax
        self.nodesMax = nodesMax
        self.numberBytesMax = numberBytesMax
        self.loneSurrogates = loneSurrogates
    }

    /// 32 MiB, depth 64, 200,000 values; lone surrogates refused.
    package static let file = JSONLimits()

    /// 1 MiB, depth 64, 50,000 values; lone surrogates replaced.
    package static let message = JSONLimits(
        bytesMax: 1 << 20,
        nodesMax: 50_000,
        loneSurrogates: .replaced
    )
}
