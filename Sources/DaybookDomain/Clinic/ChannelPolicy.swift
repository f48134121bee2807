/// How the clinic serves one channel: its response target and what may be said there.
public struct ChannelPolicy: Sendable, Equatable {
    /// What an answer on this channel may contain.
    public enum Mode: UInt8, Sendable, Hashable, CaseIterable {
        /// Times may be offered in the channel itself.
        case offer = 0
        /// A neutral acknowledgement and a link to the clinic's own form; nothing about health.
        case redirect = 1
        /// Messages are taken in, nothing is sent there.
        case receiveOnly = 2

        /// The stable name, as in `clinic.json`.
        public var name: String {
            switch self {
            case .offer: "offer"
            case .redirect: "redirect"
            case .receiveOnly: "receive-only"
            }
        }
    }

    /// The channel.
    public var channel: Channel
    /// What an answer may contain.
    public var mode: Mode
    /// Within how many seconds a patient is to be answered, unless ``urgentTarget`` says otherwise.
    public var targetSeconds: UInt32
    /// Whether the target counts opening hours only.
    public var targetCountsOpeningHours: Bool
    /// The target of what is urgent; `nil` the same as for everything else.
    public var urgentTarget: ResponseTarget?
    /// Seconds after the patient's last message in which the platform takes a free answer; 0 no
    /// limit.
    public var replyWindowSeconds: UInt32
    /// Where patients are sent in ``Mode/redirect``; empty otherwise.
    public var redirectAddress: String
    /// The clinic's own addresses on this channel (mailboxes, page ids): what they send is an echo,
    /// not a patient.
    public var ownAddresses: [String]
    /// Whether nothing is sent there to somebody whose consent is not recorded.
    public var requiresConsent: Bool
    /// Whether a message that comes in is acknowledged by rule, once a sender and day.
    public var acknowledges: Bool
    /// How much an answer may say, unless ``Mode/redirect`` says less.
    public var content: AnswerContent
    /// For whom the channel is open.
    public var audience: ChannelAudience
    /// The number of the retention class under which what comes in is kept; 0 the ordinary one.
    public var retention: UInt8
    /// What the clinic says about the channel's risks with its first answer; empty nothing.
    public var warning: String

    /// For how many seconds after the patient's last message a person may still answer on Messenger
    /// and Instagram, by the platform's tag for human agents: 7 days. Rules may not.
    public static let humanAgentSeconds: UInt32 = 7 * 86_400

    /// The seconds after the patient's last message in which an answer may be sent; `nil` no limit.
    ///
    /// - Parameter isPerson: Whether a person wrote the answer, not a rule.
    public func answerWindow(isPerson: Bool) -> UInt32? {
        guard replyWindowSeconds > 0 else { return nil }
        guard isPerson, ChannelPolicy.hasHumanAgentTag(channel) else {
            return replyWindowSeconds
        }
        return max(replyWindowSeconds, ChannelPolicy.humanAgentSeconds)
    }

    /// Whether a platform has a tag by which a person answers after its ordinary window.
    static func hasHumanAgentTag(_ channel: Channel) -> Bool {
        channel == .messenger || channel == .instagram
    }

    /// Whether an answer that is sent so long after the patient's last message is taken only with
    /// the platform's tag for human agents.
    package func needsHumanAgentTag(milliseconds: Int64) -> Bool {
        ChannelPolicy.hasHumanAgentTag(channel) && replyWindowSeconds > 0
            && milliseconds >= Int64(replyWindowSeconds) * 1_000
    }

    /// The target of a priority. O(1).
    public func target(of priority: Priority) -> ResponseTarget {
        let target = ResponseTarget(
            seconds: targetSeconds,
            countsOpeningHours: targetCountsOpeningHours
        )
        return priority == .urgent ? urgentTarget ?? target : target
    }

    /// The default: answered within 4 opening hours, times may be offered.
    public init(channel: Channel) {
        self.channel = channel
        mode = .offer
        targetSeconds = 4 * 3_600
        targetCountsOpeningHours = true
        urgentTarget = nil
        replyWindowSeconds = 0
        redirectAddress = ""
        ownAddresses = []
        requiresConsent = false
        acknowledges = false
        content = .full
        audience = .all
        retention = 0
        warning = ""
    }

    /// Whether one of the terms says something that were added after ``acknowledges``.
    private var hasTerms: Bool {
        content != .full || audience != .all || retention != 0 || !warning.isEmpty
            || urgentTarget != nil
    }

    func encode(into body: inout BodyWriter) {
        body.append(UInt64(channel.rawValue))
        body.append(UInt64(mode.rawValue))
        body.append(UInt64(targetSeconds))
        body.append(targetCountsOpeningHours)
        body.append(UInt64(replyWindowSeconds))
        body.append(redirectAddress)
        body.append(UInt64(ownAddresses.count))
        for address in ownAddresses { body.append(address) }
        // Later than the rest, and left out where it says nothing: older bodies stay as they are.
        if requiresConsent || acknowledges || hasTerms { body.append(requiresConsent) }
        if acknowledges || hasTerms { body.append(acknowledges) }
        guard hasTerms else { return }
        body.append(UInt64(content.rawValue))
        body.append(UInt64(audience.percent))
        body.append(UInt64(retention))
        body.append(warning)
        guard let urgentTarget else { return }
        body.append(UInt64(urgentTarget.seconds))
        body.append(urgentTarget.countsOpeningHours)
    }

    init(decoding body: inout BodyReader) throws(BodyReader.Malformed) {
        channel = try body.choice()
        mode = try body.choice()
        targetSeconds = try body.integer()
        targetCountsOpeningHours = try body.flag()
        urgentTarget = nil
        replyWindowSeconds = try body.integer()
        redirectAddress = try body.text()
        ownAddresses = []
        for _ in 0..<(try body.count()) { ownAddresses.append(try body.text()) }
        requiresConsent = body.isAtEnd ? false : try body.flag()
        acknowledges = body.isAtEnd ? false : try body.flag()
        content = .full
        audience = .all
        retention = 0
        warning = ""
        guard !body.isAtEnd else { return }
        content = try body.choice()
        audience = ChannelAudience(percent: try body.integer())
        retention = try body.integer()
        warning = try body.text()
        guard !body.isAtEnd else { return }
        urgentTarget = ResponseTarget(
            seconds: try body.integer(),
            countsOpeningHours: try body.flag()
        )
    }
}
