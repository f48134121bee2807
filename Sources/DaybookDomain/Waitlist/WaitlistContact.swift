/// What says whether somebody who waits can be told of a time that is offered to them.
public struct WaitlistContact: Sendable {
    /// All facts of the conversation that asked, in order.
    public var conversation: [Fact]
    /// All facts of what is known of whoever asked there, in order.
    public var person: [Fact]

    /// Makes it of the facts of both.
    public init(conversation: [Fact], person: [Fact]) {
        self.conversation = conversation
        self.person = person
    }
}
