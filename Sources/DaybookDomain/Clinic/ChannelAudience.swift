/// For whom a channel is open: nothing is sent there to anybody else, while what they write is taken
/// in all the same.
///
/// A channel opens step by step; each step is a definition of its own in the log. Whether somebody is
/// inside follows from their random token, so those of a smaller share are among those of any larger
/// one, and a replay finds the same people.
public enum ChannelAudience: Sendable, Hashable {
    /// The clinic's own people, as they are recorded, who try it out.
    case staff
    /// They, and so many of a hundred of all others: 1 to 99.
    case share(percent: UInt8)
    /// Everybody.
    case all

    /// The audience of so many percent: 0 is ``staff``, 100 and more ``all``.
    public init(percent: UInt8) {
        switch percent {
        case 0: self = .staff
        case 1...99: self = .share(percent: percent)
        default: self = .all
        }
    }

    /// How many of a hundred patients are inside.
    public var percent: UInt8 {
        switch self {
        case .staff: 0
        case .share(let percent): min(percent, 100)
        case .all: 100
        }
    }

    /// Whether somebody is inside. Whoever has no token is inside only when everybody is.
    ///
    /// - Parameters:
    ///   - party: Their token.
    ///   - isStaff: Whether they are recorded as one of the clinic's own people.
    public func includes(_ party: UInt64, isStaff: Bool) -> Bool {
        switch self {
        case .all: true
        case .staff, .share: isStaff || (party != 0 && party % 100 < UInt64(percent))
        }
    }

    /// As in `clinic.json`: "staff", "25%", "all".
    public var text: String {
        switch self {
        case .staff: "staff"
        case .share(let percent): "\(percent)%"
        case .all: "all"
        }
    }

    /// Reads ``text``; `nil` for anything else, "0%" and "100%" included, which have names.
    public init?(text: some StringProtocol) {
        let bytes = Array(text.utf8)
        switch bytes.last {
        case 0x25:
            let digits = bytes.dropLast()
            guard (1...2).contains(digits.count), digits.first != 0x30,
                digits.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            self = .share(percent: digits.reduce(0) { $0 * 10 + ($1 - 0x30) })
        default:
            if text == "staff" {
                self = .staff
            } else if text == "all" {
                self = .all
            } else {
                return nil
            }
        }
    }
}
