import Daybook
import DaybookDomain

/// What a book says: its head, the digests of what replay works out, and the answers to some
/// questions.
enum Answers {
    /// As JSON over several lines; equal text is an equal book.
    static func json(of book: Book, asOf instant: Instant) throws -> String {
        var json = JSONWriter(.pretty)
        json.beginObject()
        let head = try book.head()
        json.key("head")
        json.beginObject()
        json.member("position", head.sequence)
        json.member("commit", head.commit)
        json.member("digest", head.digest)
        json.member("commands", head.commands)
        json.endObject()
        json.key("digests")
        json.beginObject()
        json.member("all", try digest(of: BookProjections.self, in: book))
        json.member("slots", try digest(of: SlotAvailability.self, in: book))
        json.member("responses", try digest(of: ResponseTimes.self, in: book))
        json.endObject()
        try writeFreeSlots(of: book, asOf: instant, into: &json)
        try writeWaiting(of: book, into: &json)
        try writeResponses(of: book, into: &json)
        json.endObject()
        return String(decoding: json.take(), as: UTF8.self) + "\n"
    }

    static func digest<P: Projection>(
        of type: P.Type,
        in book: Book,
        through last: UInt64 = .max
    ) throws -> String {
        var projection = P()
        try book.replay(&projection, through: last)
        return digest(of: projection)
    }

    static func digest(of projection: some Projection) -> String {
        var digest = Digest()
        projection.digest(into: &digest)
        return digest.hex
    }

    /// Two days of every service, because free time is what everything else decides.
    private static func writeFreeSlots(
        of book: Book,
        asOf instant: Instant,
        into json: inout JSONWriter
    ) throws {
        let clinic = try book.clinic()
        let window = instant.minute..<instant.minute.advanced(by: 2 * 1_440)
        json.key("freeSlots")
        json.beginObject()
        for service in clinic.services {
            json.key(service.key)
            json.beginArray()
            for slot in try book.freeSlots(service: service.number, in: window, asOf: instant) {
                let start = slot.start.instant.rfc3339() ?? "\(slot.start.value)"
                json.string("\(start) \(clinic.resource(slot.resource)?.key ?? "")")
            }
            json.endArray()
        }
        json.endObject()
    }

    private static func writeWaiting(of book: Book, into json: inout JSONWriter) throws {
        json.key("waiting")
        json.beginArray()
        for request in try book.waitingRequests() {
            let since = request.since.rfc3339() ?? ""
            let due = request.due?.rfc3339() ?? "none"
            json.string(
                "\(request.conversation) \(request.channel.name) since \(since) due \(due)"
            )
        }
        json.endArray()
    }

    private static func writeResponses(of book: Book, into json: inout JSONWriter) throws {
        json.key("responses")
        json.beginObject()
        for row in try book.responseTimes(by: .channel) {
            let percentiles = row.percentiles.map { "\($0)" } ?? "none"
            json.member(
                row.channel?.name ?? "all",
                "begun \(row.begun), answered \(row.answered), automatic \(row.automatic), "
                    + "not needed \(row.notNeeded), waiting \(row.waiting), within \(row.within), "
                    + "percentiles \(percentiles)"
            )
        }
        json.endObject()
    }
}
