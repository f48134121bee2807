public import DaybookDomain

/// How often one version of a channel's reader was right, as far as people said.
///
/// What nobody corrected counts as right: the share is an upper bound, and says the more the more
/// messages people look at.
public struct ReadingAccuracy: Sendable, Hashable {
    /// The channel whose reader it is.
    public let channel: Channel
    /// The reader's version; 0 for messages from before versions were kept.
    public let readerVersion: UInt32
    /// How many messages it read.
    public let read: UInt64
    /// Of these, how many a person said were something else.
    public let corrected: UInt64
    /// What those were instead, as it was said last.
    public let intents: [ReadingCorrection.Intent: UInt64]

    /// The share that nobody corrected, in tenths of a percent, rounded down; `nil` where nothing was
    /// read.
    public var rightPerMille: UInt64? {
        read == 0 ? nil : (read - min(read, corrected)) * 1_000 / read
    }
}
