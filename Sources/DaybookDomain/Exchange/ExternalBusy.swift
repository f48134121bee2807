/// What another system says about time of the clinic's resources: that it is taken there, or no
/// longer.
///
/// Whose time it is, is not taken over. What identifies the entry in the other system becomes a
/// keyed hash, by which a newer version finds the older one.
public struct ExternalBusy: Sendable, Hashable {
    /// The most resources that one entry takes.
    public static let resourcesMax = 16

    /// Any fact of the entry, as it is known here; 0 it is new.
    public var entry: UInt64
    /// Which version of the entry this is; a lower one never replaces a higher one.
    public var version: UInt32
    /// The resources' numbers; distinct.
    public var resources: [UInt16]
    /// The first minute.
    public var start: Minute
    /// Length in minutes, 1 to 65,535.
    public var length: UInt16
    /// Whether the other system gave the time up.
    public var isCleared: Bool

    /// Time that is taken elsewhere.
    public init(version: UInt32, resources: [UInt16], start: Minute, length: UInt16) {
        entry = 0
        self.version = version
        self.resources = resources
        self.start = start
        self.length = length
        isCleared = false
    }

    /// An entry that was given up elsewhere.
    public init(clearedIn version: UInt32) {
        self.init(version: version, resources: [], start: Minute(0), length: 0)
        isCleared = true
    }
}
