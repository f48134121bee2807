/// How patient and clinic meet. Frozen raw values: the numbers of ``Service/modality``.
public enum Modality: UInt8, Sendable, Hashable, CaseIterable {
    /// At the clinic.
    case inPerson = 0
    /// By telephone.
    case telephone = 1
    /// By video.
    case video = 2
    /// At the patient's home.
    case home = 3

    /// The stable name, as in `clinic.json`, on the command line and in exports ("in-person").
    public var name: String { self == .inPerson ? "in-person" : String(describing: self) }

    /// The modality with this stable name, if there is one.
    public init?(name: some StringProtocol) {
        guard let found = Modality.allCases.first(where: { name == $0.name }) else { return nil }
        self = found
    }

    /// The modality that a fact's marks say; the other marks don't count.
    public init(_ flags: FactFlags) {
        self = Modality(rawValue: flags.rawValue >> 5 & 3) ?? .inPerson
    }

    /// The marks of a fact that say it.
    public var flags: FactFlags { FactFlags(rawValue: rawValue << 5) }
}
