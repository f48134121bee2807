/// What a person says that a message was, whatever an adapter read it as: the measure of how well
/// messages are read.
public struct ReadingCorrection: Sendable, Hashable {
    /// What somebody wanted. Frozen raw values.
    public enum Intent: UInt8, Sendable, Hashable, CaseIterable {
        /// An appointment.
        case appointment = 1
        /// Another time for an appointment they have.
        case move = 2
        /// No appointment after all.
        case cancellation = 3
        /// An answer to a question.
        case question = 4
        /// Nothing: it was a machine's.
        case machine = 5
        /// Nothing: it was unwanted.
        case spam = 6
        /// Something else.
        case other = 7

        /// The stable name, as on the command line and in exports.
        public var name: String { String(describing: self) }

        /// The intent with this stable name, if there is one.
        public init?(name: some StringProtocol) {
            guard let found = Intent.allCases.first(where: { name == $0.name }) else { return nil }
            self = found
        }
    }

    /// The message: its own fact.
    public var message: UInt64
    /// What was wanted.
    public var intent: Intent
    /// The service meant; 0 none was.
    public var service: UInt16
    /// The time meant; `nil` none was.
    public var start: Minute?

    /// Makes a correction.
    public init(message: UInt64, intent: Intent, service: UInt16 = 0, start: Minute? = nil) {
        self.message = message
        self.intent = intent
        self.service = service
        self.start = start
    }

    /// Writes what was meant into a fact or a command's record. The first minute of 1970 stands for
    /// no time.
    func write(into fact: inout Fact) {
        fact.rank = intent.rawValue
        fact.service = service
        fact.start = start ?? Minute(0)
    }
}
