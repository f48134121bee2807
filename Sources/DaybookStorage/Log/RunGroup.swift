/// Blocks that follow each other and have one run of the subject index: at level 0 a single block,
/// above it as many groups of the level below as the fan-out says.
struct RunGroup: Sendable, Hashable {
    let level: UInt64
    /// How many groups of the level lie before it.
    let number: UInt64
    /// Binary logarithm of its blocks.
    let shift: UInt64

    /// Where its run stands in the table `subjects`; at level 0 the block's number.
    var key: UInt64 { level << RunLevels.keyShift | number }
    var blocks: UInt64 { 1 << shift }
    var firstBlock: UInt64 { number << shift }
    /// The first block behind it.
    var end: UInt64 { firstBlock &+ blocks }
    var firstSequence: UInt64 { firstBlock << Limits.blockShift }
}
