/// What an erasure left behind: the state of the keys from which the erased ones are gone.
public struct Erasure: Sendable, Equatable {
    /// The generation of the keys after the erasure. The log's completion fact carries it, and no
    /// key store of a lower generation may be used with that log again.
    public let generation: UInt64
    /// The key-encryption epoch that the surviving keys are wrapped under.
    public let epoch: UInt64
    /// How many keys this call destroyed; 0 when it had all been done before.
    public let destroyed: Int

    /// Makes the answer of a key store.
    public init(generation: UInt64, epoch: UInt64, destroyed: Int) {
        self.generation = generation
        self.epoch = epoch
        self.destroyed = destroyed
    }
}
