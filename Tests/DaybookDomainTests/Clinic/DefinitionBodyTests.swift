import DaybookDomain
import Testing

@Suite("Bodies of definitions")
struct DefinitionBodyTests {
    /// One of each kind, with every field away from its default.
    static func samples() throws -> [Definition] {
        var hours = WeeklyHours()
        try hours.set(
            [WallInterval(open: 480, close: 720), WallInterval(open: 1_320, close: 1_560)]
                .compactMap(\.self),
            on: .friday
        )
        let date = CivilDate(dayNumber: 20_600)
        let noon = [WallInterval(open: 600, close: 720)].compactMap(\.self)
        let exceptions = try [
            HoursException(on: date, .closed, layer: .holiday),
            HoursException(on: date.advanced(by: -30_000), .extra(noon), layer: .exception),
            HoursException(on: date.advanced(by: 1), .without(noon), layer: .block),
            HoursException(on: date.advanced(by: 2), .replaced(by: noon), layer: .exception),
        ]
        var resource = Resource(number: 65_535, key: "a", name: "Ä", role: .room, location: 300)
        resource.hours = hours
        resource.exceptions = exceptions
        var service = Service(number: 3, key: "check-up", name: "日本", duration: 1_440)
        service.bufferBefore = 255
        service.bufferAfter = 254
        service.bufferPolicy = .existingOnly
        service.alignment = 1_440
        service.notice = .max
        service.horizonDays = .max
        service.capacity = .max
        service.modality = 3
        service.groups = [
            ResourceGroup(name: "", needed: 255, resources: []),
            ResourceGroup(name: "g", needed: 1, resources: [1, 65_535]),
        ]
        var policy = ChannelPolicy(channel: .whatsapp)
        policy.mode = .redirect
        policy.targetSeconds = .max
        policy.targetCountsOpeningHours = false
        policy.replyWindowSeconds = 86_400
        policy.redirectAddress = "https://clinic.example/"
        policy.ownAddresses = ["a", "", "é"]
        var settings = ClinicSettings(key: "k", name: "n", zone: 2)
        settings.holdMinutes = .max
        settings.emergencyText = "112"
        return try [
            .zone(
                Zone(
                    number: 1,
                    name: "Europe/Berlin",
                    release: "2026b",
                    rules: ZoneFiles.rules("Europe/Berlin")
                )
            ),
            .location(
                Location(
                    number: 300,
                    key: "l",
                    name: "L",
                    zone: 9,
                    hours: hours,
                    exceptions: exceptions
                )
            ),
            .resource(resource), .service(service), .channel(policy), .clinic(settings),
            .actor(Actor(number: .max, name: "anna")), .withdrawLocation(300),
            .withdrawResource(65_535), .withdrawService(2), .withdrawChannel(.sms),
        ]
    }

    private func facts() throws -> [(fact: Fact, body: [UInt8]?)] {
        var diary = Diary(at: Instant(milliseconds: 0))
        return try Self.samples().map { definition in
            let fact = try diary.perform(.configure([definition]))[0]
            return (fact, diary.bodies[fact.sequence])
        }
    }

    @Test("read back as they were written")
    func roundTrip() throws {
        for ((fact, body), definition) in zip(try facts(), try Self.samples()) {
            #expect(try Definition(fact: fact, body: body ?? []) == definition)
            #expect(fact.flags.contains(.body) == (body != nil))
        }
    }

    @Test("cut short at any byte are malformed, never another definition")
    func truncated() throws {
        for (fact, body) in try facts() {
            guard let body else { continue }
            for length in 0..<body.count {
                #expect(throws: BodyReader.Malformed.self, "\(fact.kind as Any) \(length)") {
                    try Definition(fact: fact, body: Array(body[..<length]))
                }
            }
        }
    }

    @Test("keep what came later at their end: older bodies read as before")
    func laterFields() throws {
        var settings = ClinicSettings(key: "k", name: "n", zone: 2)
        settings.urgentWords = ["now"]
        let older = try #require(Definition.clinic(settings).body)
        settings.templatesUsed = 3
        settings.templates = [
            MessageTemplates(
                number: 3,
                language: try #require(LanguageTag("de")),
                acknowledgement: "Ä",
                reminder: "{when}",
                confirmation: "{when}",
                emergency: "112"
            )
        ]
        let newer = try #require(Definition.clinic(settings).body)
        #expect(newer.starts(with: older))
        let fact = Fact(.clinicDefined)
        #expect(try Definition(fact: fact, body: newer) == .clinic(settings))
        settings.templates = []
        settings.templatesUsed = 0
        #expect(try Definition(fact: fact, body: older) == .clinic(settings))
        var policy = ChannelPolicy(channel: .sms)
        let plain = try #require(Definition.channel(policy).body)
        for (consent, acknowledges) in [(true, false), (false, true), (true, true)] {
            policy.requiresConsent = consent
            policy.acknowledges = acknowledges
            let body = try #require(Definition.channel(policy).body)
            #expect(body.starts(with: plain) && body.count == plain.count + (acknowledges ? 2 : 1))
            #expect(
                try Definition(fact: Fact(.channelDefined), body: body) == .channel(policy)
            )
        }
    }

    @Test(
        "with any byte changed are read or malformed, and what is read can be used",
        arguments: 1...4
    )
    func flipped(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let base = try SmallClinic().definitions()
        for (fact, body) in try facts() {
            guard let body else { continue }
            for index in body.indices {
                var damaged = body
                damaged[index] ^= UInt8.random(in: 1...255, using: &random)
                guard let read = try? Definition(fact: fact, body: damaged) else { continue }
                // Zones and locations expand to years of open time: enough of them, not all.
                let isLarge = fact.kind == .zoneRulesRecorded && index % 40 != 0
                if !isLarge { try use(read, after: base) }
            }
        }
    }

    /// Puts a strange definition into a clinic and asks everything of it.
    private func use(_ definition: Definition, after base: [Definition]) throws {
        var definition = definition
        if case .service(var service) = definition {
            service.number = 1
            definition = .service(service)
        }
        let diary = try Diary(base + [definition], at: Instant(milliseconds: 1_780_000_000_000))
        let now = diary.now.minute
        _ = diary.offered(1, now..<now.advanced(by: 300))
        _ = diary.reason(.book(TimeRequest(service: 1, start: now.advanced(by: 60))))
    }

    @Test("of random bytes are read or malformed", arguments: 1...20)
    func noise(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for (fact, _) in try facts() {
            for _ in 0..<50 {
                let bytes =
                    [1]
                    + (0..<Int.random(in: 0...200, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    }
                _ = try? Definition(fact: fact, body: bytes)
            }
        }
    }

    @Test("keep to the ranges that a service states, whatever the bytes say")
    func ranges() throws {
        var service = Service(number: 1, key: "", name: "", duration: 0)
        service.alignment = 0
        service.capacity = 0
        service.groups = [ResourceGroup(name: "", needed: 0, resources: [1])]
        var diary = try Diary([.service(service)], at: Instant(milliseconds: 0))
        let read = try #require(diary.state.clinic.service(1))
        #expect(read.duration == 1 && read.alignment == 1 && read.capacity == 1)
        #expect(read.groups[0].needed == 1)
        service.duration = .max
        service.alignment = .max
        try diary.perform(.configure([.service(service)]))
        #expect(diary.state.clinic.service(1)?.duration == 1_440)
        #expect(diary.state.clinic.service(1)?.alignment == 1_440)
    }

    @Test(
        "integers of 64 bits keep their extremes",
        arguments: [
            UInt64.min, 1, 127, 128, 16_383, 16_384, .max,
        ]
    )
    func integers(value: UInt64) throws {
        var writer = BodyWriter(version: 1)
        writer.append(value)
        writer.append(signed: Int64(bitPattern: value))
        var reader = try BodyReader(writer.bytes)
        #expect(try reader.unsigned() == value)
        #expect(try reader.signed() == Int64(bitPattern: value))
        let isAtEnd = reader.isAtEnd
        #expect(isAtEnd)
    }
}
