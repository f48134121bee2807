/// The bounds of taking in many messages at once, in one place.
public enum IntakeLimits {
    /// Deliveries that share one flush of the keys: their sealed contents wait in memory meanwhile.
    public static let deliveriesPerRound = 256
    /// Bytes of bodies after which no further delivery joins a round.
    public static let bytesPerRound = 32 << 20
    /// Facts read at once for what was taken in together, others between them included: 1 MiB.
    static let factsPerRound = UInt64(16_384)
    /// Tokens whose keys wait to be made, at most.
    static let keysWaiting = 65_536
}
