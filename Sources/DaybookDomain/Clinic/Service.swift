/// What a patient can book, with its rules of time (a FHIR HealthcareService).
public struct Service: Sendable, Equatable {
    /// The most groups a service may need.
    public static let groupsMax = 8
    /// The longest service, in minutes: one day.
    public static let durationMax = 1_440

    /// Minutes of grace unless the clinic says otherwise.
    public static let noShowGraceDefault: UInt16 = 10
    /// The longest that a wish may wait for approval, in minutes: 30 days.
    public static let approvalMinutesMax: UInt32 = 43_200

    /// The number that facts carry, from 1.
    public var number: UInt16
    /// The key in `clinic.json`, stable over renames of `name`.
    public var key: String
    /// The name that patients see.
    public var name: String
    /// Length in minutes, 1 to ``durationMax``.
    public var duration: UInt16
    /// Minutes kept free before, 0 to 255.
    public var bufferBefore: UInt8
    /// Minutes kept free after, 0 to 255.
    public var bufferAfter: UInt8
    /// How those buffers meet others.
    public var bufferPolicy: BufferPolicy
    /// Starts lie on multiples of so many minutes of the day's wall time, 1 to 1,440.
    public var alignment: UInt16
    /// Minutes that must be left before a start.
    public var notice: UInt32
    /// Days ahead within which it can be booked.
    public var horizonDays: UInt16
    /// How many patients share one session; 1 for ordinary visits.
    public var capacity: UInt8
    /// Modality: 0 in person, 1 telephone, 2 video, 3 at home.
    public var modality: UInt8
    /// The groups of which it needs resources; all of them.
    public var groups: [ResourceGroup]

    /// Minutes after the start from which a patient counts as not come, 0 to ``durationMax``.
    public var noShowGrace: UInt16
    /// For how many minutes a patient's wish is kept until staff approve it; 0 books at once.
    public var approvalMinutes: UInt32
    /// Which of several free resources is taken.
    public var choice: ChoicePolicy
    /// How many bookings more than fit one member of staff may put into one time, by name.
    public var overbooking: UInt8
    /// How free times are offered to those who wait.
    public var waitlist: WaitlistPolicy
    /// The number of the location at which it is had (a HealthcareService's location); 0 wherever
    /// its resources are at home.
    public var location: UInt16 = 0
    /// What sort of visit it is, unless an appointment says otherwise.
    public var visitType = VisitType.none

    /// Makes a service with ordinary rules; set what differs.
    public init(number: UInt16, key: String, name: String, duration: UInt16) {
        self.number = number
        self.key = key
        self.name = name
        self.duration = duration
        bufferBefore = 0
        bufferAfter = 0
        bufferPolicy = .additive
        alignment = 15
        notice = 0
        horizonDays = 90
        capacity = 1
        modality = 0
        groups = []
        noShowGrace = Service.noShowGraceDefault
        approvalMinutes = 0
        choice = .firstFree
        overbooking = 0
        waitlist = WaitlistPolicy()
    }

    /// Marks for facts of this service's modality.
    public var modalityFlags: FactFlags { FactFlags(rawValue: (modality & 3) << 5) }

    func encode(into body: inout BodyWriter) {
        body.append(UInt64(number))
        body.append(key)
        body.append(name)
        body.append(UInt64(duration))
        body.append(UInt64(bufferBefore))
        body.append(UInt64(bufferAfter))
        body.append(UInt64(bufferPolicy.rawValue))
        body.append(UInt64(alignment))
        body.append(UInt64(notice))
        body.append(UInt64(horizonDays))
        body.append(UInt64(capacity))
        body.append(UInt64(modality))
        body.append(UInt64(groups.count))
        for group in groups {
            body.append(group.name)
            body.append(UInt64(group.needed))
            body.append(UInt64(group.resources.count))
            for resource in group.resources { body.append(UInt64(resource)) }
        }
        encodeOptions(into: &body)
    }

    init(decoding body: inout BodyReader) throws(BodyReader.Malformed) {
        number = try body.integer()
        key = try body.text()
        name = try body.text()
        duration = min(max(1, try body.integer()), UInt16(Service.durationMax))
        bufferBefore = try body.integer()
        bufferAfter = try body.integer()
        bufferPolicy = try body.choice()
        alignment = min(max(1, try body.integer()), 1_440)
        notice = try body.integer()
        horizonDays = try body.integer()
        capacity = max(1, try body.integer())
        modality = try body.integer()
        groups = []
        for _ in 0..<(try body.count()) {
            let name = try body.text()
            let needed: UInt8 = max(1, try body.integer())
            var resources: [UInt16] = []
            for _ in 0..<(try body.count()) { resources.append(try body.integer()) }
            groups.append(ResourceGroup(name: name, needed: needed, resources: resources))
        }
        noShowGrace = Service.noShowGraceDefault
        approvalMinutes = 0
        choice = .firstFree
        overbooking = 0
        waitlist = WaitlistPolicy()
        try decodeOptions(from: &body)
    }
}
