/// Booked time of a resource that works at several locations, and where it is then.
///
/// Only bookings of services with a location of their own are kept so; all others are where the
/// resource is at home.
struct Stay: Sendable {
    /// A resource at a location.
    struct Spot: Hashable, Sendable {
        var resource: UInt16
        var place: UInt16
    }

    static let encodedBytes = 24

    /// The appointment's number.
    var subject: UInt64
    /// The location's number.
    var place: UInt16
    var footprint: Footprint

    init(_ fact: Fact, at place: UInt16) {
        subject = fact.subject
        self.place = place
        footprint = Footprint(of: fact)
    }

    func encode(into writer: inout SnapshotWriter) {
        writer.append(subject)
        writer.append(
            UInt64(UInt32(bitPattern: footprint.start.value)) | UInt64(footprint.length) << 32
                | UInt64(footprint.bufferBefore) << 48 | UInt64(footprint.bufferAfter) << 56
        )
        writer.append(
            UInt64(footprint.resource) | UInt64(place) << 16 | UInt64(footprint.group) << 32
        )
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        var fact = Fact(.appointmentBooked)
        fact.subject = try reader.word(through: 1 << 48 - 1)
        let time = try reader.word()
        fact.start = Minute(Int32(truncatingIfNeeded: time))
        fact.length = UInt16(truncatingIfNeeded: time >> 32)
        fact.bufferBefore = UInt8(truncatingIfNeeded: time >> 48)
        fact.bufferAfter = UInt8(truncatingIfNeeded: time >> 56)
        let rest = try reader.word(through: 1 << 40 - 1)
        fact.resource = UInt16(truncatingIfNeeded: rest)
        fact.rank = UInt8(truncatingIfNeeded: rest >> 32)
        self.init(fact, at: UInt16(truncatingIfNeeded: rest >> 16))
    }
}
