/// What an appointment occupies: a practitioner, a room or a device (a FHIR Schedule's actor).
public struct Resource: Sendable, Equatable {
    /// What it is.
    public enum Role: UInt8, Sendable, Hashable, CaseIterable {
        /// A person who treats.
        case practitioner = 0
        /// A room.
        case room = 1
        /// A device.
        case device = 2

        /// The stable name, as in `clinic.json`.
        public var name: String {
            switch self {
            case .practitioner: "practitioner"
            case .room: "room"
            case .device: "device"
            }
        }
    }

    /// Another location at which it works too.
    public struct Place: Sendable, Equatable {
        /// The location's number.
        public var location: UInt16
        /// Its hours there; `nil` inherits the location's.
        public var hours: WeeklyHours?

        /// Makes a place.
        public init(location: UInt16, hours: WeeklyHours? = nil) {
            self.location = location
            self.hours = hours
        }
    }

    /// The number that facts carry, from 1.
    public var number: UInt16
    /// The key in `clinic.json`.
    public var key: String
    /// The name that patients see.
    public var name: String
    /// What it is.
    public var role: Role
    /// The number of its location: where it is unless a service says otherwise.
    public var location: UInt16
    /// Its own hours; `nil` inherits the location's.
    public var hours: WeeklyHours?
    /// Its own dates that differ, wherever it works.
    public var exceptions: [HoursException]
    /// The other locations at which it works: between them it needs the travel time.
    public var places: [Place] = []

    /// Makes a resource that keeps its location's hours.
    public init(number: UInt16, key: String, name: String, role: Role, location: UInt16) {
        self.number = number
        self.key = key
        self.name = name
        self.role = role
        self.location = location
        hours = nil
        exceptions = []
    }

    func encode(into body: inout BodyWriter) {
        body.append(UInt64(number))
        body.append(key)
        body.append(name)
        body.append(UInt64(role.rawValue))
        body.append(UInt64(location))
        body.append(hours != nil)
        if let hours { body.append(hours) }
        body.append(exceptions)
        // Later than the rest, and left out where it says nothing: older bodies stay as they are.
        guard !places.isEmpty else { return }
        body.append(UInt64(places.count))
        for place in places {
            body.append(UInt64(place.location))
            body.append(place.hours != nil)
            if let hours = place.hours { body.append(hours) }
        }
    }

    init(decoding body: inout BodyReader) throws(BodyReader.Malformed) {
        number = try body.integer()
        key = try body.text()
        name = try body.text()
        role = try body.choice()
        location = try body.integer()
        hours = try body.flag() ? try body.hours() : nil
        exceptions = try body.exceptions()
        guard !body.isAtEnd else { return }
        for _ in 0..<(try body.count()) {
            let location: UInt16 = try body.integer()
            places.append(
                Place(location: location, hours: try body.flag() ? try body.hours() : nil)
            )
        }
    }
}
