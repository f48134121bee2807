/// Who acts: a member of staff or a program, by the name given with `--actor`.
public struct Actor: Sendable, Equatable {
    /// The number that command rows carry, from 1.
    public var number: UInt32
    /// The name as given; a work identity, not a patient's.
    public var name: String

    /// Makes an actor.
    public init(number: UInt32, name: String) {
        self.number = number
        self.name = name
    }
}
