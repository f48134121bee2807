import DaybookDomain
import DaybookFormats
import Foundation
import Testing

@Suite("clinic.json is read as a difference")
struct ClinicFileTests {
    @Test("An empty clinic takes everything, each definition after what it refers to")
    func everything() throws {
        let definitions = try SampleClinic.read(try SampleClinic.text())
        let kinds = definitions.map(\.kind.rawValue)
        let ranks: [Kind: Int] = [
            .zoneRulesRecorded: 0, .locationDefined: 1, .resourceDefined: 2, .serviceDefined: 3,
            .channelDefined: 4, .clinicDefined: 5,
        ]
        let order = definitions.compactMap { ranks[$0.kind] }
        #expect(order.count == kinds.count)
        #expect(order == order.sorted())
        let clinic = SampleClinic.clinic(definitions)
        #expect(clinic.zones.map(\.name) == ["Europe/Berlin"])
        #expect(clinic.locations.map(\.key) == ["mitte", "ufer"])
        #expect(clinic.resources.map(\.number) == Array(1...9))
        #expect(clinic.services.map(\.key).count == 6)
        #expect(clinic.channels.count == 7)
        #expect(clinic.settings?.holdMinutes == 30)
    }

    @Test("Every value of a service, a channel and a day reaches the clinic")
    func values() throws {
        let clinic = try SampleClinic.clinic()
        let surgery = try #require(clinic.service(key: "minor-surgery"))
        #expect(surgery.duration == 60)
        #expect(surgery.bufferBefore == 15)
        #expect(surgery.bufferAfter == 30)
        #expect(surgery.bufferPolicy == .maximum)
        #expect(surgery.alignment == 30)
        #expect(surgery.notice == 2_880)
        #expect(surgery.groups.map(\.name) == ["practitioner", "room"])
        #expect(clinic.service(key: "back-school")?.capacity == 6)
        #expect(clinic.service(key: "video-visit")?.modality == 2)
        let instagram = try #require(clinic.channel(.instagram))
        #expect(instagram.mode == .redirect)
        #expect(instagram.redirectAddress == "https://lindenhof.example/termine")
        #expect(instagram.replyWindowSeconds == 86_400)
        #expect(instagram.targetSeconds == 14_400)
        #expect(instagram.targetCountsOpeningHours)
        #expect(clinic.channel(.email)?.ownAddresses.count == 2)
        let ufer = try #require(clinic.locations.last)
        #expect(ufer.hours[.saturday] == [WallInterval(open: 1_200, close: 1_560)])
        #expect(ufer.hours[.sunday] == [])
        #expect(ufer.exceptions.allSatisfy { $0.layer == .holiday && $0.effect == .closed })
        #expect(clinic.resource(key: "dr-brandt")?.hours != nil)
        #expect(clinic.resource(key: "dr-adler")?.hours == nil)
    }

    @Test("Places, ways and the location of a service are read, written and named as changes")
    func places() throws {
        var text = try SampleClinic.text(
            replacing: #""id": "mitte","#,
            by: #""id": "mitte", "travel": [{ "to": "ufer", "time": "25m" }],"#
        )
        for (old, new) in [
            (
                #""id": "dr-adler","#,
                #""id": "dr-adler", "places": [{ "location": "ufer", "hours": {"thu": ["14:00-18:00"]} }],"#
            ), (#""id": "video-visit","#, #""id": "video-visit", "location": "ufer","#),
        ] {
            text = text.replacingOccurrences(of: old, with: new)
        }
        // Who else offers it works at one location only.
        let problem = try #require(SampleClinic.problems(text).first)
        #expect(problem.expected == "a location at which each of its resources works")
        let service = try #require(try SampleClinic.clinic().service(key: "video-visit"))
        let sample = try SampleClinic.clinic()
        for number in Set(service.groups.flatMap(\.resources)) {
            let key = try #require(sample.resource(number)).key
            guard key != "dr-adler", sample.resource(number)?.location == 1 else { continue }
            text = text.replacingOccurrences(
                of: "\"id\": \"\(key)\",",
                with: "\"id\": \"\(key)\", \"places\": [{ \"location\": \"ufer\" }],"
            )
        }
        let definitions = try SampleClinic.read(text, against: sample)
        let clinic = SampleClinic.clinic(definitions, after: sample)
        #expect(clinic.location(1)?.travel == [Location.Travel(to: 2, minutes: 25)])
        let adler = try #require(clinic.resource(key: "dr-adler"))
        #expect(adler.places.map(\.location) == [2])
        let afternoon = try #require(WallInterval(open: 840, close: 1_080))
        #expect(adler.places[0].hours?[.thursday] == [afternoon])
        #expect(clinic.service(key: "video-visit")?.location == 2)
        let written = String(decoding: ClinicFile.write(clinic), as: UTF8.self)
        #expect(try SampleClinic.read(written, against: clinic) == [])
        let words = ClinicChange.describe(definitions, against: sample).flatMap(\.details)
        #expect(words.contains("travel none → ufer 25m"))
        #expect(words.contains("places none → ufer"))
        #expect(words.contains("location none → ufer"))
        for (old, wrong) in [
            (#""to": "ufer""#, #""to": "mitte""#), (#""time": "25m""#, #""time": "9h""#),
        ] {
            let mistaken = text.replacingOccurrences(of: old, with: wrong)
            #expect(SampleClinic.problems(mistaken).count == 1, "\(wrong)")
        }
    }

    @Test(
        "The same file again changes nothing",
        arguments: ["clinic", "clinic-small", "clinic-words"]
    )
    func again(name: String) throws {
        let text = try SampleClinic.text(name)
        let clinic = SampleClinic.clinic(try SampleClinic.read(text))
        #expect(try SampleClinic.read(text, against: clinic) == [])
    }

    @Test(
        "What was written reads as no difference",
        arguments: ["clinic", "clinic-small", "clinic-words"]
    )
    func export(name: String) throws {
        let clinic = try SampleClinic.clinic(name)
        let text = String(decoding: ClinicFile.write(clinic), as: UTF8.self)
        #expect(try SampleClinic.read(text, against: clinic) == [])
        // Against nothing it gives the same clinic too.
        let fresh = SampleClinic.clinic(try SampleClinic.read(text))
        #expect(fresh.services == clinic.services)
        #expect(fresh.channels == clinic.channels)
        #expect(ClinicFile.write(fresh) == ClinicFile.write(clinic))
    }

    @Test("Only what changed is defined again, under its number")
    func change() throws {
        let clinic = try SampleClinic.clinic()
        let text = try SampleClinic.text(replacing: #""duration": "45m""#, by: #""duration": 50"#)
        var expected = try #require(clinic.service(key: "check-up"))
        expected.duration = 50
        #expect(try SampleClinic.read(text, against: clinic) == [.service(expected)])
    }

    @Test("What the file no longer names is withdrawn, users before what they use")
    func withdrawal() throws {
        let clinic = try SampleClinic.clinic()
        let small = try SampleClinic.text("clinic-small")
        let definitions = try SampleClinic.read(small, against: clinic)
        let withdrawals = definitions.drop { definition in
            if case .withdrawChannel = definition { false } else { true }
        }
        #expect(withdrawals.count == 4 + 6 + 9 + 2)
        #expect(withdrawals.first == .withdrawChannel(.desk))
        #expect(withdrawals.last == .withdrawLocation(2))
        let after = SampleClinic.clinic(definitions, after: clinic)
        #expect(after.resources.map(\.key) == ["kim"])
        #expect(try SampleClinic.read(small, against: after) == [])
    }

    @Test("A withdrawn id that comes back is a new thing with a number never used")
    func neverReused() throws {
        let text = try SampleClinic.text("clinic-small")
        let first = try SampleClinic.clinic("clinic-small")
        let without = SampleClinic.clinic([.withdrawService(1)], after: first)
        let definitions = try SampleClinic.read(text, against: without)
        #expect(definitions.count == 1)
        let after = SampleClinic.clinic(definitions, after: without)
        #expect(after.service(key: "session")?.number == 2)
    }

    @Test("Order in the file is no change, neither of parts nor of dates")
    func order() throws {
        let clinic = try SampleClinic.clinic()
        let training = #"{ "date": "2026-12-03", "name": "training", "closed": true }"#
        let other = #"{ "date": "2026-12-10", "hours": ["08:00-10:00"] }"#
        var text = try SampleClinic.text(replacing: training, by: "§")
        text = text.replacingOccurrences(of: other, with: training)
            .replacingOccurrences(of: "§", with: other)
        #expect(try SampleClinic.read(text, against: clinic) == [])
    }

    @Test("Recorded zone rules stay until an update is asked for; then they get a new number")
    func zones() throws {
        let text = try SampleClinic.text()
        let clinic = try SampleClinic.clinic()
        func read(updating: Bool, _ clinic: Clinic) throws -> [Definition] {
            try ClinicFile.read(
                Array(text.utf8),
                against: clinic,
                zoneBytes: SampleZones.laterBytes,
                release: "2027a",
                updatingZones: updating
            )
        }
        #expect(try read(updating: false, clinic) == [])
        let definitions = try read(updating: true, clinic)
        #expect(
            definitions.map(\.kind) == [
                .zoneRulesRecorded, .locationDefined, .locationDefined, .clinicDefined,
            ]
        )
        let after = SampleClinic.clinic(definitions, after: clinic)
        #expect(after.zones.map(\.release) == ["2026a", "2027a"])
        #expect(after.locations.allSatisfy { $0.zone == 2 })
        #expect(after.zone(1) == clinic.zone(1))
        #expect(try read(updating: true, after) == [])
        #expect(try read(updating: false, after) == [])
    }

    @Test("Intervals that overlap or touch are one")
    func merge() throws {
        let text = try SampleClinic.text(
            replacing: #""fri": ["08:00-14:00"]"#,
            by: #""fri": ["11:00-14:00", "08:00-10:00", "09:30-11:00"]"#
        )
        let clinic = try SampleClinic.clinic()
        #expect(try SampleClinic.read(text, against: clinic) == [])
    }

    @Test("Defaults: answered within 4 opening hours, times may be offered")
    func defaults() throws {
        let clinic = try SampleClinic.clinic("clinic-small")
        #expect(clinic.channel(.phone) == ChannelPolicy(channel: .phone))
        #expect(clinic.channel(.phone)?.targetSeconds == 14_400)
        #expect(clinic.channel(.email)?.targetCountsOpeningHours == false)
        #expect(clinic.settings?.holdMinutes == 30)
        #expect(clinic.channel(.desk) == nil)
    }
}
