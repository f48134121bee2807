/// Several resources of which a service needs some: any of the practitioners, any of the rooms.
public struct ResourceGroup: Sendable, Equatable {
    /// The group's name within its service.
    public var name: String
    /// How many of them one booking occupies, at least 1.
    public var needed: UInt8
    /// The resources' numbers, in order of preference.
    public var resources: [UInt16]

    /// Makes a group.
    public init(name: String, needed: UInt8 = 1, resources: [UInt16]) {
        self.name = name
        self.needed = needed
        self.resources = resources
    }
}
