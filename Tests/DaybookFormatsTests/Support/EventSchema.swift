import DaybookDomain

@testable import DaybookFormats

/// The JSON Schema of a kind's event, made of the same table that the writer follows.
enum EventSchema {
    static func bytes(_ kind: Kind) throws -> [UInt8] {
        JSONWriter.bytes(of: .object(try schema(kind)), .pretty) + [0x0A]
    }

    private static func schema(_ kind: Kind) throws -> JSONObject {
        let type = CloudEvent.type(kindCode: kind.rawValue, version: 1)
        var envelope = try object(envelopeText)
        envelope["type"] = .object(["const": .string(type)])
        envelope["data"] = .object(try data(kind))
        return [
            "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
            "$id": .string("urn:daybook:schema:\(kind.name):v1"),
            "title": .string(type),
            "description": .string(EventMeaning.of(kind)),
            "type": .string("object"),
            "properties": .object(envelope),
            "required": strings([
                "specversion", "id", "source", "type", "subject", "time", "recordedat", "data",
            ]),
            "additionalProperties": .bool(false),
        ]
    }

    private static func data(_ kind: Kind) throws -> JSONObject {
        let shape = FactShape.of(kind)
        var properties = try object(commonText)
        var required = ["channel", "actor"]
        for field in shape.required + shape.optional {
            for (name, schema) in try members(of: field, kind) { properties[name] = schema }
        }
        for field in shape.required {
            required.append(field.rawValue)
            if field == .zone { required.append("offsetMinutes") }
        }
        return [
            "type": .string("object"), "properties": .object(properties),
            "required": strings(required), "additionalProperties": .bool(false),
        ]
    }

    private static func members(
        of field: FactField,
        _ kind: Kind
    ) throws -> [(String, JSONValue)] {
        if field == .definition {
            return [(field.rawValue, .object(try object(DefinitionSchema.text(kind))))]
        }
        if field == .reason {
            let names = Reason.allCases.map(\.name)
            return [
                (
                    field.rawValue,
                    .object(["description": .string("Why."), "enum": strings(names)])
                )
            ]
        }
        return try object(fieldTexts[field] ?? "{}").members.map { ($0.key, $0.value) }
    }

    private static func strings(_ texts: [String]) -> JSONValue {
        .array(texts.map { .string($0) })
    }

    static func object(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try JSONReader.parse(Array(text.utf8)) else {
            throw JSONError(.wrongKind, expected: "an object", found: "something else")
        }
        return object
    }

    private static let envelopeText = #"""
        {"specversion": {"const": "1.0"},
         "id": {"description": "The fact's sequence: its place in the log, from 1.",
                "type": "string", "pattern": "^[1-9][0-9]*$"},
         "source": {"description": "The book: urn:daybook: and its id.",
                    "type": "string", "format": "uri-reference", "minLength": 1},
         "type": {},
         "subject": {"description": "The sequence of the first fact of what this one belongs to.",
                     "type": "string", "pattern": "^[1-9][0-9]*$"},
         "time": {"description": "When it happened.", "type": "string", "format": "date-time"},
         "recordedat": {"description": "When it was written down.",
                        "type": "string", "format": "date-time"},
         "datacontenttype": {"const": "application/json"},
         "dataschema": {"type": "string", "format": "uri", "minLength": 1},
         "data": {}}
        """#

    private static var commonText: String {
        let channels = Channel.allCases.map { "\"\($0.name)\"" }.joined(separator: ",")
        let actors = ActorClass.allCases.map { "\"\($0.name)\"" }.joined(separator: ",")
        let marks = FactMark.all.map { "\"\($0.name)\"" }.joined(separator: ",")
        return """
            {"channel": {"description": "The way it came.", "enum": [\(channels)]},
             "actor": {"description": "Who acted, as a class.", "enum": [\(actors)]},
             "marks": {"description": "What else is true of it.", "type": "array",
                       "minItems": 1, "uniqueItems": true, "items": {"enum": [\(marks)]}}}
            """
    }

    private static let fieldTexts: [FactField: String] = [
        .party: #"""
        {"party": {"description": "Random token of the patient or contact.",
                   "type": "string", "pattern": "^[0-9a-f]{16}$"}}
        """#,
        .cause: #"""
        {"cause": {"description": "The sequence of the fact that led to this one.",
                   "type": "integer", "minimum": 0, "maximum": 281474976710655}}
        """#,
        .start: #"""
        {"start": {"description": "The first minute of the time shown to people.",
                   "type": "string", "format": "date-time"}}
        """#,
        .minutes: #"""
        {"minutes": {"description": "Length without buffers.",
                     "type": "integer", "minimum": 0, "maximum": 65535}}
        """#,
        .bufferBefore: #"""
        {"bufferBefore": {"description": "Minutes kept free before.",
                          "type": "integer", "minimum": 0, "maximum": 255}}
        """#,
        .bufferAfter: #"""
        {"bufferAfter": {"description": "Minutes kept free after.",
                         "type": "integer", "minimum": 0, "maximum": 255}}
        """#,
        .resource: #"""
        {"resource": {"description": "The resource's number; 0 none.",
                      "type": "integer", "minimum": 0, "maximum": 65535},
         "resourceKey": {"description": "Its id in clinic.json.", "type": "string"}}
        """#,
        .service: #"""
        {"service": {"description": "The service's number; 0 none.",
                     "type": "integer", "minimum": 0, "maximum": 65535},
         "serviceKey": {"description": "Its id in clinic.json.", "type": "string"}}
        """#,
        .group: #"""
        {"group": {"description": "Which of the service's groups the resource serves, from 0.",
                   "type": "integer", "minimum": 0, "maximum": 255}}
        """#,
        .modality: #"""
        {"modality": {"description": "How patient and clinic meet; in person without it.",
                      "enum": ["in-person", "telephone", "video", "home"]}}
        """#,
        .zone: #"""
        {"zone": {"description": "The number of the zone rules that the patient was told by.",
                  "type": "integer", "minimum": 0, "maximum": 65535},
         "offsetMinutes": {"description": "Minutes ahead of UTC at the start.",
                           "type": "integer", "minimum": -32768, "maximum": 32767},
         "zoneName": {"description": "The zone's IANA name.", "type": "string"}}
        """#,
        .holdSeconds: #"""
        {"holdSeconds": {"description": "Seconds from recordedat to the hold's end.",
                         "type": "integer", "minimum": 0, "maximum": 4294967295},
         "holdUntil": {"description": "The hold's end.",
                       "type": "string", "format": "date-time"}}
        """#,
        .until: #"""
        {"until": {"description": "The minute by which the whole visit is to be over.",
                   "type": "string", "format": "date-time"}}
        """#,
        .priority: #"""
        {"priority": {"description": "Higher goes first.",
                      "type": "integer", "minimum": 0, "maximum": 255}}
        """#,
        .weekdays: #"""
        {"weekdays": {"description": "The days that suit: 1 Monday, 2 Tuesday, 4 Wednesday, and so on, added up; all without it.",
                      "type": "integer", "minimum": 0, "maximum": 65535}}
        """#,
        .dayFrom: #"""
        {"dayFrom": {"description": "Quarter hours after midnight from which a visit suits.",
                     "type": "integer", "minimum": 0, "maximum": 255}}
        """#,
        .dayTo: #"""
        {"dayTo": {"description": "Quarter hours after midnight until which a visit suits.",
                   "type": "integer", "minimum": 0, "maximum": 255}}
        """#,
        .recurrence: #"""
        {"recurrence": {"description": "RRULE, EXDATE and RDATE of RFC 5545, a line each, in the wall time of the place.",
                        "type": "string", "maxLength": 16384}}
        """#,
        .times: #"""
        {"times": {"description": "How many times are offered.",
                   "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .retention: #"""
        {"retention": {"description": "The number of the retention class.",
                       "type": "integer", "minimum": 0, "maximum": 255}}
        """#,
        .days: #"""
        {"days": {"description": "Days for which contents of the class are kept; 0 without end.",
                  "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .part: #"""
        {"part": {"description": "Which of the fact's contents: 0 as read, 1 as it arrived.",
                  "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .generation: #"""
        {"generation": {"description": "The generation of the keys.",
                        "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .epoch: #"""
        {"epoch": {"description": "The epoch of the key that wraps the keys.",
                   "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .claimSeconds: #"""
        {"claimSeconds": {"description": "Seconds from recordedat for which the sender has it.",
                          "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .assignee: #"""
        {"assignee": {"description": "The actor number of whoever has it in hand.",
                      "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .wording: #"""
        {"wording": {"description": "The version of the wording agreed to.",
                     "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .language: #"""
        {"language": {"description": "The language preferred, as a BCP 47 primary tag.",
                      "type": "string", "pattern": "^[a-z]{2,3}$"}}
        """#,
        .linkSeconds: #"""
        {"linkSeconds": {"description": "Seconds from recordedat for which the link is good.",
                         "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .readerVersion: #"""
        {"readerVersion": {"description": "The version of the reader that read the message.",
                           "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .answerBy: #"""
        {"answerBy": {"description": "The channel by which it may be answered where its own takes no answer.",
                      "type": "string"}}
        """#,
        .intent: #"""
        {"intent": {"description": "What the message wanted.",
                    "enum": ["appointment", "move", "cancellation", "question", "machine",
                             "spam", "other"]}}
        """#,
        .response: #"""
        {"response": {"description": "What they answered (FHIR participationstatus).",
                      "enum": ["needs-action", "accepted", "declined", "tentative"]}}
        """#,
        .urgency: #"""
        {"urgency": {"description": "RFC 5545's PRIORITY: 1 the highest to 9; 0 nothing is said.",
                     "type": "integer", "minimum": 0, "maximum": 9}}
        """#,
        .visitType: #"""
        {"visitType": {"description": "What sort of visit it is (HL7 v2 table 0276).",
                       "enum": ["none", "routine", "check-up", "follow-up", "emergency",
                                "walk-in"]}}
        """#,
        .templates: #"""
        {"templates": {"description": "The number of the clinic's templates that it is sent in.",
                       "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .entryVersion: #"""
        {"entryVersion": {"description": "The version of the other system's entry.",
                          "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
        .number: #"""
        {"number": {"description": "The number of what is defined or withdrawn.",
                    "type": "integer", "minimum": 0, "maximum": 4294967295}}
        """#,
    ]
}
