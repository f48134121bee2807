/// The time that one resource gives to one appointment: what is shown, and the buffers around it.
public struct Footprint: Sendable, Hashable {
    /// The resource's number.
    public var resource: UInt16
    /// Which of the service's groups it serves.
    public var group: UInt8
    /// The first minute shown.
    public var start: Minute
    /// Minutes shown.
    public var length: UInt16
    /// Minutes kept free before.
    public var bufferBefore: UInt8
    /// Minutes kept free after.
    public var bufferAfter: UInt8

    /// The footprint that a fact carries.
    public init(of fact: Fact) {
        resource = fact.resource
        group = fact.rank
        start = fact.start
        length = fact.length
        bufferBefore = fact.bufferBefore
        bufferAfter = fact.bufferAfter
    }

    init(_ service: Service, resource: UInt16, group: UInt8, start: Minute) {
        self.resource = resource
        self.group = group
        self.start = start
        length = service.duration
        bufferBefore = service.bufferBefore
        bufferAfter = service.bufferAfter
    }

    func write(into fact: inout Fact) {
        fact.resource = resource
        fact.rank = group
        fact.start = start
        fact.length = length
        fact.bufferBefore = bufferBefore
        fact.bufferAfter = bufferAfter
    }
}
