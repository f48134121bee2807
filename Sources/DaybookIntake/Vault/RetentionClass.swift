/// How long a content is kept, as a class: each class has a key of its own, and destroying it ends
/// every content of the class at once.
///
/// The classes below are made with every key file; a clinic may use the other numbers as it likes,
/// for instance one for each year.
public struct RetentionClass: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
    /// The number that stands in sealed records.
    public let rawValue: UInt8

    /// Makes a class of that number; every number is one.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// What patients and staff wrote to each other.
    public static let message = RetentionClass(rawValue: 1)
    /// Messages byte for byte as they arrived.
    public static let original = RetentionClass(rawValue: 2)
    /// What could not be read, kept until somebody looked at it.
    public static let quarantine = RetentionClass(rawValue: 3)
    /// Notes of the clinic's staff.
    public static let note = RetentionClass(rawValue: 4)

    /// The classes that every new key file has keys for.
    static let initial: [RetentionClass] = [.message, .original, .quarantine, .note]
}
