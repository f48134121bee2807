/// A session that several patients share: one service at one start.
struct SessionKey: Hashable, Sendable {
    var service: UInt16
    var start: Minute
}
