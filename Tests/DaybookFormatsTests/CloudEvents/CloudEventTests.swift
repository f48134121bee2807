import DaybookDomain
import Foundation
import Testing

@testable import DaybookFormats

@Suite("A fact's CloudEvent is lossless")
struct CloudEventTests {
    private let clinic: Clinic

    init() throws {
        clinic = try EventSamples.clinic()
    }

    private func event(_ fact: Fact, _ body: [UInt8]? = nil) -> [UInt8] {
        CloudEvent.json(of: fact, body: body, source: EventSamples.source, names: clinic)
    }

    @Test("The envelope has the attributes that CloudEvents 1.0 demands")
    func envelope() throws {
        let sample = try EventSamples.fact(.appointmentBooked)
        let event = try JSONReader.parse(event(sample.fact))
        #expect(event["specversion"]?.string == "1.0")
        #expect(event["id"]?.string == "1204")
        #expect(event["source"]?.string == EventSamples.source)
        #expect(event["type"]?.string == "org.daybook.appointmentBooked.v1")
        #expect(event["subject"]?.string == "1201")
        #expect(event["time"]?.string == "2026-11-21T08:39:58Z")
        #expect(event["recordedat"]?.string == "2026-11-21T08:40:00.250Z")
        #expect(event["datacontenttype"]?.string == "application/json")
        // Attribute names are lower-case letters and digits (section 3.1).
        for member in event.object?.members ?? [] {
            #expect(
                member.key.utf8.allSatisfy {
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                }
            )
        }
    }

    @Test("Every later setting of a service is said by name and read again", arguments: 0..<9)
    func options(index: Int) throws {
        var service = Service(number: 2, key: "check-up", name: "Check-up", duration: 30)
        let changes: [(inout Service) -> Void] = [
            { $0.noShowGrace = 25 }, { $0.approvalMinutes = 600 }, { $0.choice = .roundRobin },
            { $0.overbooking = 2 }, { $0.waitlist.offersAtOnce = 3 },
            { $0.waitlist.offerMinutes = 45 }, { $0.waitlist.tries = 7 }, { $0.location = 4 },
            { $0.visitType = .followUp },
        ]
        changes[index](&service)
        var fact = Fact(.serviceDefined)
        fact.service = service.number
        fact.flags.insert(.body)
        let definition = Definition.service(service)
        let bytes = event(fact, definition.body)
        #expect(try JSONReader.parse(bytes)["data"]?["definition"] != nil)
        let read = try CloudEvent.fact(from: bytes)
        #expect(read.body == definition.body)
        #expect(try Definition(fact: read.fact, body: read.body ?? []) == definition)
    }

    @Test("A booking says its time with the offset people were told")
    func booking() throws {
        let sample = try EventSamples.fact(.appointmentBooked)
        let data = try JSONReader.parse(event(sample.fact))["data"]
        #expect(data?["start"]?.string == "2026-11-24T10:00:00+01:00")
        #expect(data?["minutes"]?.integer == 45)
        #expect(data?["resourceKey"]?.string == "dr-adler")
        #expect(data?["serviceKey"]?.string == "check-up")
        #expect(data?["zoneName"]?.string == "Europe/Berlin")
        #expect(data?["party"]?.string == "0a1b2c3d4e5f6071")
        #expect(data?["modality"]?.string == "video")
    }

    @Test("A hold says when it ends, and a contradiction is refused")
    func hold() throws {
        let sample = try EventSamples.fact(.holdPlaced)
        let text = String(decoding: event(sample.fact), as: UTF8.self)
        #expect(text.contains(#""holdUntil":"2026-11-21T09:10:00.250Z""#))
        let wrong = text.replacingOccurrences(of: "holdSeconds\":1800", with: "holdSeconds\":60")
        #expect(throws: CloudEventError.self) { try CloudEvent.fact(from: Array(wrong.utf8)) }
    }

    @Test("Random facts of every kind keep their 64 bytes", arguments: Kind.allCases)
    func roundTrip(kind: Kind) throws {
        var random = SeededGenerator(seed: UInt64(kind.rawValue))
        let shape = FactShape.of(kind)
        let sample = try EventSamples.fact(kind)
        for round in 0..<60 {
            var fact = Fact(kind)
            fact.sequence = UInt64.random(in: 0...UInt64.max, using: &random)
            fact.subject = UInt64.random(in: 0...0xFFFF_FFFF_FFFF, using: &random)
            let fields = shape.required + shape.optional
            var raw: Set<RawField> = Set(fields.compactMap { RawField($0) })
            raw.formUnion([.recordedAt, .occurredAt])
            // Every third fact also has values that its kind gives no meaning.
            if round % 3 == 0 { raw.formUnion(RawField.allCases) }
            for field in RawField.allCases where raw.contains(field) {
                let bits = Int64.random(in: 0...48, using: &random)
                _ = field.set(
                    Int64.random(in: -(1 << bits)...(1 << bits), using: &random),
                    in: &fact
                )
            }
            fact.flags.formUnion(
                FactFlags(rawValue: UInt8.random(in: 0...255, using: &random) & 0x9D)
            )
            var body: [UInt8]?
            if shape.contains(.definition) || shape.contains(.recurrence) {
                body = round % 2 == 0 ? [1, 2, 3] : sample.body
                fact.flags.insert(.body)
            }
            let read = try CloudEvent.fact(from: event(fact, body))
            #expect(read.fact == fact, "round \(round)")
            #expect(read.body == body, "round \(round)")
        }
    }

    @Test("Facts of kinds and versions not known yet pass through")
    func unknown() throws {
        for code in 0...UInt8.max where Kind(rawValue: code) == nil {
            var random = SeededGenerator(seed: UInt64(code))
            var fact = Fact(.zoneRulesRecorded)
            fact.kindCode = code
            for field in RawField.allCases {
                _ = field.set(Int64.random(in: 0...255, using: &random), in: &fact)
            }
            fact.flags.insert(.body)
            let read = try CloudEvent.fact(from: event(fact, [9, 8, 7]))
            #expect(read.fact == fact)
            #expect(read.body == [9, 8, 7])
        }
    }

    @Test("All definitions of a clinic keep their bodies")
    func bodies() throws {
        for definition in try SampleClinic.read(try SampleClinic.text()) {
            var fact = Fact(definition.kind)
            fact.flags.insert(.body)
            let body = definition.body
            let bytes = event(fact, body)
            #expect(!String(decoding: bytes, as: UTF8.self).contains("bodyBase64"))
            #expect(try CloudEvent.fact(from: bytes).body == body)
        }
    }

    @Test(
        "What is wrong is named by its path",
        arguments: [
            (#""1.0""#, #""0.3""#, "/specversion", "\"1.0\""),
            ("appointmentBooked", "appointmentBoked", "/type", "a type such as"),
            (#""id":"1204""#, #""id":"01""#, "/id", "a sequence in decimal digits"),
            (#""minutes":45"#, #""minuts":45"#, "/data/minuts", "one of actor, bodyBase64"),
            (#""minutes":45"#, #""minutes":70000"#, "/data/minutes", "a number that fits"),
            (#""minutes":45,"#, "", "/data/minutes", "a value"),
            (#""channel":"form""#, #""channel":"fax""#, "/data/channel", "the name of a channel"),
            (":00:00+01:00", ":00:30+01:00", "/data/start", "a whole minute"),
            ("0a1b2c3d", "0A1B2C3D", "/data/party", "sixteen lower-case"),
        ]
    )
    func wrong(old: String, new: String, path: String, expected: String) throws {
        let sample = try EventSamples.fact(.appointmentBooked)
        let text = String(decoding: event(sample.fact), as: UTF8.self)
        let changed = text.replacingOccurrences(of: old, with: new)
        #expect(changed != text)
        do throws(CloudEventError) {
            _ = try CloudEvent.fact(from: Array(changed.utf8))
            Issue.record("it was read")
        } catch {
            #expect(error.path == path)
            #expect(error.expected.contains(expected))
        }
    }

    @Test("Cut and changed bytes never trap, and what is read is written the same")
    func hostile() throws {
        var random = SeededGenerator(seed: 11)
        for kind in Kind.allCases {
            let sample = try EventSamples.fact(kind)
            let bytes = event(sample.fact, sample.body)
            for length in stride(from: 0, to: bytes.count, by: bytes.count > 1_000 ? 31 : 3) {
                #expect(throws: CloudEventError.self) {
                    try CloudEvent.fact(from: Array(bytes[..<length]))
                }
            }
            for _ in 0..<100 {
                var changed = bytes
                let index = Int.random(in: 0..<changed.count, using: &random)
                changed[index] = UInt8.random(in: 0x20...0x7E, using: &random)
                guard let read = try? CloudEvent.fact(from: changed) else { continue }
                let again = try CloudEvent.fact(from: event(read.fact, read.body))
                #expect(again.fact == read.fact)
                #expect(again.body == read.body)
            }
        }
    }
}
