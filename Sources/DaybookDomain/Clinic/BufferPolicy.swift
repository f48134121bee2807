/// How the buffers of two neighbouring appointments combine. Products differ, so it must be said.
public enum BufferPolicy: UInt8, Sendable, Hashable, CaseIterable {
    /// Both buffers are kept: after the first and before the second, one after the other.
    case additive = 0
    /// The gap is as long as the larger of the two buffers.
    case maximum = 1
    /// Only the buffers of what is already booked count.
    case existingOnly = 2

    /// The stable name, as in `clinic.json`.
    public var name: String {
        switch self {
        case .additive: "additive"
        case .maximum: "maximum"
        case .existingOnly: "existing-only"
        }
    }

    /// The policy with this stable name, if there is one.
    public init?(name: String) {
        guard let found = BufferPolicy.allCases.first(where: { $0.name == name }) else {
            return nil
        }
        self = found
    }
}
