/// A place of the clinic, with its zone, its hours and its holidays.
public struct Location: Sendable, Equatable {
    /// How long somebody needs from here to another location.
    public struct Travel: Sendable, Hashable {
        /// The number of the other location.
        public var location: UInt16
        /// Minutes, 0 to ``Location/travelMinutesMax``.
        public var minutes: UInt16

        /// Makes a travel time.
        public init(to location: UInt16, minutes: UInt16) {
            self.location = location
            self.minutes = min(minutes, UInt16(Location.travelMinutesMax))
        }
    }

    /// The longest travel time, in minutes: eight hours.
    public static let travelMinutesMax = 480

    /// The number that facts and resources carry, from 1.
    public var number: UInt16
    /// The key in `clinic.json`.
    public var key: String
    /// The name that patients see.
    public var name: String
    /// The zone's number.
    public var zone: UInt16
    /// The hours of every week, unless a resource has its own.
    public var hours: WeeklyHours
    /// Holidays and other dates that differ; they hold for every resource of the place.
    public var exceptions: [HoursException]
    /// Travel times to other locations; where only one of two states it, it holds both ways.
    public var travel: [Travel] = []

    /// Makes a location.
    public init(
        number: UInt16,
        key: String,
        name: String,
        zone: UInt16,
        hours: WeeklyHours,
        exceptions: [HoursException] = []
    ) {
        self.number = number
        self.key = key
        self.name = name
        self.zone = zone
        self.hours = hours
        self.exceptions = exceptions
    }

    func encode(into body: inout BodyWriter) {
        body.append(UInt64(number))
        body.append(key)
        body.append(name)
        body.append(UInt64(zone))
        body.append(hours)
        body.append(exceptions)
        // Later than the rest, and left out where it says nothing: older bodies stay as they are.
        guard !travel.isEmpty else { return }
        body.append(UInt64(travel.count))
        for way in travel {
            body.append(UInt64(way.location))
            body.append(UInt64(way.minutes))
        }
    }

    init(decoding body: inout BodyReader) throws(BodyReader.Malformed) {
        number = try body.integer()
        key = try body.text()
        name = try body.text()
        zone = try body.integer()
        hours = try body.hours()
        exceptions = try body.exceptions()
        guard !body.isAtEnd else { return }
        for _ in 0..<(try body.count()) {
            travel.append(Travel(to: try body.integer(), minutes: try body.integer()))
        }
    }
}
