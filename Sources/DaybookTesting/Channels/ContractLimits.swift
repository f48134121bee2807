/// The bounds of a contract's work, in one place.
public enum ContractLimits {
    /// Most places of one sample at which it is cut, and at which bits are flipped; longer bodies
    /// are cut at as many places, evenly over their length.
    public static let placesMax = 4_096
    /// Every so manieth changed place is also read a second time, and under the old signature.
    public static let repeatEvery = 16
    /// How much later a redelivery comes, in milliseconds: a day.
    public static let redeliveredAfter: Int64 = 86_400_000
}
