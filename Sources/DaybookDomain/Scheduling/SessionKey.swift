/// A session that several patients share: one service at one start, for so many minutes.
///
/// The length belongs to it: a seat that is longer than those before it would reach into what
/// follows the session.
struct SessionKey: Hashable, Sendable {
    var service: UInt16
    var start: Minute
    /// Minutes shown.
    var length: UInt16

    init(service: UInt16, start: Minute, length: UInt16) {
        self.service = service
        self.start = start
        self.length = length
    }

    /// The session that a service, as it is now, has at a start.
    init(_ service: Service, at start: Minute) {
        self.init(service: service.number, start: start, length: service.duration)
    }

    /// Whether both are of one service at one start, however long.
    func startsWith(_ other: SessionKey) -> Bool {
        service == other.service && start == other.start
    }
}

extension SessionKey: Comparable {
    static func < (one: SessionKey, other: SessionKey) -> Bool {
        (one.start, one.service, one.length) < (other.start, other.service, other.length)
    }
}
