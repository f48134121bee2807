import Daybook

/// The clinic of the bookings and queries: 200 practitioners, 5 rooms, and a service for each question asked.
enum SampleClinic {
    static let practitioners = 200
    static let rooms = 5
    /// Monday, 6 in the morning.
    static let start = Instant(seconds: 1_767_592_800)
    /// Its midnight, UTC.
    static var midnight: Minute { start.minute.advanced(by: -360) }
    static let days = 90
    /// How many of them are working days.
    static let workingDays = 65

    static func file(hours: String) -> [UInt8] {
        let everybody = (1...practitioners).map { "\"dr-\($0)\"" }.joined(separator: ",")
        let fifty = (1...50).map { "\"dr-\($0)\"" }.joined(separator: ",")
        let rooms = (1...rooms).map { "\"room-\($0)\"" }.joined(separator: ",")
        let resources =
            (1...practitioners).map { resource("dr-\($0)", "practitioner") }
            + (1...Self.rooms).map { resource("room-\($0)", "room") }
        let group = { (name: String, any: String) in "{\"name\":\"\(name)\",\"any\":[\(any)]}" }
        let services = [
            // Half an hour with a buffer on a quarter-hour grid, of one asked-for practitioner.
            service("visit", 30, 15, after: 5, [group("practitioner", everybody)]),
            service("any", 30, 30, after: 0, [group("practitioner", everybody)]),
            service("team", 30, 30, after: 0, [group("practitioner", fifty)]),
            service(
                "joint",
                30,
                15,
                after: 0,
                [group("practitioner", fifty), group("room", rooms)]
            ),
            service("quick", 5, 5, after: 0, [group("practitioner", everybody)]),
        ]
        return Array(
            """
            {"clinic":{"id":"bench","name":"Bench","zone":"Etc/UTC"},
            "locations":[{"id":"main","name":"Main","zone":"Etc/UTC","hours":{\(hours)}}],
            "resources":[\(resources.joined(separator: ","))],
            "services":[\(services.joined(separator: ","))],
            "channels":{"desk":{},"phone":{},"email":{}}}
            """.utf8
        )
    }

    /// Working days from 8 to 12 and 13 to 17.
    static let workingHours = ["mon", "tue", "wed", "thu", "fri"]
        .map { "\"\($0)\":[\"08:00-12:00\",\"13:00-17:00\"]" }.joined(separator: ",")

    /// Every day from 6 to 22.
    static let longHours = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .map { "\"\($0)\":[\"06:00-22:00\"]" }.joined(separator: ",")

    private static func resource(_ id: String, _ role: String) -> String {
        "{\"id\":\"\(id)\",\"name\":\"\(id)\",\"role\":\"\(role)\",\"location\":\"main\"}"
    }

    private static func service(
        _ id: String,
        _ minutes: Int,
        _ grid: Int,
        after: Int,
        _ groups: [String]
    ) -> String {
        """
        {"id":"\(id)","name":"\(id)","duration":\(minutes),"alignment":\(grid),"horizonDays":400,\
        "buffers":{"before":0,"after":\(after)},"groups":[\(groups.joined(separator: ","))]}
        """
    }

    /// Makes a book of it, opened with its clock standing.
    static func open(at path: String, hours: String) async throws -> Book {
        var options = BookOptions()
        let now = start.milliseconds
        options.clock = { now }
        try Book.create(at: path, options: options)
        let book = try Book(opening: path, options: options)
        try await book.configure(file(hours: hours))
        return book
    }
}

extension Clinic {
    func number(ofService key: String) throws -> UInt16 {
        guard let service = services.first(where: { $0.key == key }) else {
            throw WrongAnswer(description: "no service \(key)")
        }
        return service.number
    }

    func number(ofResource key: String) throws -> UInt16 {
        guard let resource = resources.first(where: { $0.key == key }) else {
            throw WrongAnswer(description: "no resource \(key)")
        }
        return resource.number
    }
}
