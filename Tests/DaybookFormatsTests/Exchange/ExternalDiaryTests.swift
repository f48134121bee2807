import DaybookDomain
import Testing

@testable import DaybookFormats

@Suite("Another system's diary")
struct ExternalDiaryTests {
    private func csv(_ text: String) throws -> ExternalDiary {
        try CSVAppointments.read(Array(text.utf8), zone: .utc)
    }

    private func fhir(_ text: String) throws -> ExternalDiary {
        try FHIRAppointments.read(Array(text.utf8))
    }

    @Test("a csv's columns stand in any order, and others are stepped over")
    func csvColumns() throws {
        let diary = try csv(
            """
            patient,end,resource,id,start,version,status\r
            Petra Kanarienvogel,2026-11-24T09:30:00Z,kim,a-1,2026-11-24T10:00:00+01:00,3,\r
            "K, P",2026-11-24T10:30,kim room-1,a-2,2026-11-24T10:00,,booked\r
            ,,,a-3,,4,cancelled\r

            """
        )
        #expect(diary.problems.isEmpty)
        let nine = try #require(Instant(rfc3339: "2026-11-24T09:00:00Z")).minute
        #expect(
            diary.appointments == [
                ExternalAppointment(
                    id: "a-1",
                    version: 3,
                    resources: ["kim"],
                    start: nine,
                    length: 30
                ),
                ExternalAppointment(
                    id: "a-2",
                    version: nil,
                    resources: ["kim", "room-1"],
                    start: nine.advanced(by: 60),
                    length: 30
                ),
                ExternalAppointment(
                    id: "a-3",
                    version: 4,
                    resources: [],
                    start: Minute(0),
                    length: 0,
                    isCancelled: true
                ),
            ]
        )
    }

    @Test("minutes say the length too, and seconds that have begun count as taken")
    func csvMinutes() throws {
        let diary = try csv(
            "id,resource,start,end,minutes\na,kim,2026-11-24T10:00,,45\n"
                + "b,kim,2026-11-24T10:00:30Z,2026-11-24T10:10:01Z,\n"
        )
        #expect(diary.appointments.map(\.length) == [45, 11])
    }

    @Test(
        "a record that can't be read is named by its line, and the others stand",
        arguments: [
            ("b,kim,noon,2026-11-24T11:00,", "start"), ("b,kim,2026-11-24T10:00,,", "end"),
            ("b,kim,2026-11-24T10:00,2026-11-24T10:00,", "end"),
            ("b,kim,2026-11-24T10:00,2027-11-24T10:00,", "45 days"),
            (",kim,2026-11-24T10:00,2026-11-24T11:00,", "id"),
            ("b,kim,2026-11-24T10:00,2026-11-24T11:00,-1", "version"),
            ("b,kim,2026-11-24T10:00,2026-11-24T11:00,4294967296", "version"), ("b", "start"),
        ]
    )
    func csvProblems(record: String, expected: String) throws {
        let good = ",kim,2026-11-24T10:00,2026-11-24T11:00,1\n"
        let diary = try csv("id,resource,start,end,version\na\(good)\(record)\nc\(good)")
        #expect(diary.appointments.map(\.id) == ["a", "c"])
        #expect(diary.problems.map(\.line) == [3])
        #expect(diary.problems.first?.expected.contains(expected) == true)
    }

    @Test(
        "what is no such table at all is refused",
        arguments: ["", "id,start,end\n", "id,resource,start\n", "\"id", "id,resource,end\n"]
    )
    func noTable(text: String) {
        #expect(throws: ExternalProblem.self) { try csv(text) }
    }

    static let appointment = """
        {"resourceType":"Appointment","id":"77","meta":{"versionId":"5"},"status":"booked",\
        "start":"2026-11-24T10:00:00+01:00","end":"2026-11-24T10:30:00+01:00",\
        "participant":[{"actor":{"reference":"Patient/9","display":"Petra Kanarienvogel"},\
        "status":"accepted"},{"actor":{"reference":"Practitioner/kim"},"status":"accepted"},\
        {"actor":{"type":"Location","identifier":{"value":"room-1"}},"status":"accepted"},\
        {"actor":{"type":"Patient","identifier":{"value":"x"}},"status":"accepted"}]}
        """

    @Test("appointments stand one a line, alone over several lines, or in a bundle")
    func fhirForms() throws {
        let one = try #require(try fhir(Self.appointment).appointments.first)
        #expect(one.id == "77" && one.version == 5 && one.length == 30)
        #expect(one.resources == ["kim", "room-1"])
        let schedule = #"{"resourceType":"Schedule","id":"1"}"#
        let lines = try fhir("\(Self.appointment)\r\n\(schedule)\n\n\(Self.appointment)")
        #expect(lines.appointments == [one, one])
        let bundle = try fhir(
            """
            {"resourceType": "Bundle", "entry": [
              {"resource": \(Self.appointment)},
              {"resource": {"resourceType": "Bundle", "entry": []}}]}
            """
        )
        #expect(bundle.appointments == [one])
    }

    @Test(
        "status and version are read as R4 has them",
        arguments: [
            (#""status":"booked""#, #""status":"cancelled""#, true, UInt32(5)),
            (#""status":"booked""#, #""status":"waitlist""#, true, 5),
            (#""status":"booked""#, #""status":"noshow""#, false, 5),
            (
                #""versionId":"5""#, #""versionId":"W/x","lastUpdated":"2026-11-24T08:00:00Z""#,
                false, 1_795_507_200
            ),
        ]
    )
    func fhirStatus(old: String, new: String, isCancelled: Bool, version: UInt32) throws {
        let diary = try fhir(Self.appointment.replacing(old, with: new))
        #expect(diary.appointments.map(\.isCancelled) == [isCancelled])
        #expect(diary.appointments.map(\.version) == [version])
    }

    @Test(
        "an appointment that breaks its invariants is named, what is no JSON is refused",
        arguments: [
            (#""end":"2026-11-24T10:30:00+01:00","#, ""),
            (#""end":"2026-11-24T10:30:00+01:00""#, #""end":"2026-11-24T09:30:00+01:00""#),
            (#""id":"77","#, ""), (#""status":"booked","#, ""),
            ("Appointment", "Appointment\\u0000"),
        ]
    )
    func fhirProblems(old: String, new: String) throws {
        let diary = try fhir(Self.appointment.replacing(old, with: new))
        #expect(diary.appointments.isEmpty)
        #expect(diary.problems.count == (new.contains("u0000") ? 0 : 1))
        #expect(throws: ExternalProblem.self) { try fhir("BEGIN:VCALENDAR") }
        #expect(try fhir("\(Self.appointment)\nnope\n").problems.map(\.line) == [2])
    }

    @Test("any bytes are read or refused, and nothing traps")
    func fuzz() {
        var random = SeededGenerator(seed: 5)
        let table = Array("id,resource,start,end\na,kim,2026-11-24T10:00,2026-11-24T11:00\n".utf8)
        for text in [table, Array(Self.appointment.utf8)] {
            for _ in 0..<3_000 {
                var bytes = text
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: bytes[index] = .random(in: 0...255, using: &random)
                    case 1: bytes.remove(at: index)
                    default: bytes.insert(contentsOf: bytes[index...].prefix(9), at: index)
                    }
                }
                _ = try? CSVAppointments.read(bytes, zone: .utc)
                _ = try? FHIRAppointments.read(bytes)
            }
        }
    }
}
