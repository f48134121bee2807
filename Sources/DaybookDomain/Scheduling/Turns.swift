/// Which resource each group of a service got last, for the services that take turns.
struct Turns: Sendable {
    /// Whether any service ever took turns: read for every fact of a replay.
    private(set) var isNeeded = false
    private var services: Set<UInt16> = []
    private var last: [UInt32: UInt16] = [:]

    init() {}

    mutating func start(service: UInt16) {
        isNeeded = true
        services.insert(service)
    }

    /// Notes whom a new hold, booking or request got. A hold that becomes a booking took its turn
    /// when it was placed: its booking names it as its cause.
    mutating func apply(_ fact: Fact) {
        switch fact.kindCode {
        case Kind.holdPlaced.rawValue, Kind.appointmentBooked.rawValue,
            Kind.appointmentRequested.rawValue:
            guard fact.cause != fact.subject, services.contains(fact.service) else { return }
            last[Turns.key(fact.service, fact.rank)] = fact.resource
        default: break
        }
    }

    /// The resource that the group got last; 0 none.
    func last(of service: UInt16, group: UInt8) -> UInt16 {
        last[Turns.key(service, group)] ?? 0
    }

    private static func key(_ service: UInt16, _ group: UInt8) -> UInt32 {
        UInt32(service) << 8 | UInt32(group)
    }

    private var ordered: [UInt64] {
        services.sorted().map { UInt64($0) << 24 }
            + last.map { UInt64($0.key) << 16 | UInt64($0.value) | 1 << 48 }.sorted()
    }

    func forEachWord(_ body: (UInt64) -> Void) {
        for word in ordered { body(word) }
    }

    func encode(into writer: inout SnapshotWriter) {
        writer.append(UInt64(ordered.count))
        for word in ordered { writer.append(word) }
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        for _ in 0..<(try reader.count(of: 8)) {
            let word = try reader.word(through: 1 << 49 - 1)
            if word >> 48 == 1 {
                last[UInt32(truncatingIfNeeded: word >> 16) & 0xFF_FFFF] =
                    UInt16(truncatingIfNeeded: word)
            } else {
                start(service: UInt16(truncatingIfNeeded: word >> 24))
            }
        }
    }
}
