import DaybookDomain

/// The JSON Schema of the definition that a kind carries, as text.
enum DefinitionSchema {
    static func text(_ kind: Kind) -> String {
        switch kind {
        case .zoneRulesRecorded:
            object(
                #"""
                "number": \#(small), "name": {"type": "string"},
                "release": {"description": "The release of the database.", "type": "string"},
                "initialOffsetSeconds": \#(offset),
                "transitions": {
                  "description": "UTC seconds since 1970, and seconds ahead of UTC from there on.",
                  "type": "array", "maxItems": 4096,
                  "items": {"type": "array", "prefixItems": [{"type": "integer"}, \#(offset)],
                            "items": false, "minItems": 2}}
                """#
            )
        case .locationDefined:
            object(
                #"""
                \#(named), "zone": \#(small), "hours": \#(hours), "exceptions": \#(exceptions),
                "travel": {
                  "description": "Minutes to other locations.", "type": "array",
                  "items": {"type": "object",
                   "properties": {"location": \#(small),
                                  "minutes": {"type": "integer", "minimum": 0, "maximum": 480}},
                   "required": ["location", "minutes"], "additionalProperties": false}}
                """#,
                optional: ["exceptions", "travel"]
            )
        case .resourceDefined:
            object(
                #"""
                \#(named), "role": {"enum": ["practitioner", "room", "device"]},
                "location": \#(small), "hours": \#(hours), "exceptions": \#(exceptions),
                "places": {
                  "description": "Other locations at which it works.", "type": "array",
                  "items": {"type": "object",
                   "properties": {"location": \#(small), "hours": \#(hours)},
                   "required": ["location"], "additionalProperties": false}}
                """#,
                optional: ["hours", "exceptions", "places"]
            )
        case .serviceDefined:
            object(
                #"""
                \#(named), "durationMinutes": \#(small), "bufferBeforeMinutes": \#(byte),
                "bufferAfterMinutes": \#(byte),
                "bufferPolicy": {"enum": ["additive", "maximum", "existing-only"]},
                "alignmentMinutes": \#(small), "noticeMinutes": \#(large),
                "horizonDays": \#(small), "capacity": \#(byte),
                "modality": {"enum": ["in-person", "telephone", "video", "home"]},
                "groups": {"type": "array", "items": \#(group)},
                "noShowGraceMinutes": \#(small), "approvalMinutes": \#(large),
                "choice": {"enum": ["first-free", "least-booked", "round-robin"]},
                "overbooking": \#(byte), "waitlistOffers": \#(byte),
                "waitlistMinutes": \#(small), "waitlistTries": \#(byte),
                "location": \#(small),
                "visitType": {"enum": ["none", "routine", "check-up", "follow-up", "emergency",
                                       "walk-in"]}
                """#,
                optional: [
                    "noShowGraceMinutes", "approvalMinutes", "choice", "overbooking",
                    "waitlistOffers", "waitlistMinutes", "waitlistTries", "location",
                    "visitType",
                ]
            )
        case .channelDefined:
            object(
                #"""
                "channel": {"enum": [\#(channels)]},
                "mode": {"enum": ["offer", "redirect", "receive-only"]},
                "targetSeconds": \#(large), "targetClock": {"enum": ["opening", "calendar"]},
                "replyWindowSeconds": \#(large), "redirect": {"type": "string"},
                "addresses": {"type": "array", "items": {"type": "string"}},
                "requiresConsent": {"type": "boolean"}, "acknowledges": {"type": "boolean"},
                "content": {"enum": ["neutral", "scheduling", "full"]},
                "audiencePercent": {"type": "integer", "minimum": 0, "maximum": 99},
                "retention": \#(byte), "warning": {"type": "string"}
                """#,
                optional: [
                    "requiresConsent", "acknowledges", "content", "audiencePercent", "retention",
                    "warning",
                ]
            )
        case .clinicDefined:
            object(
                #"""
                "key": {"type": "string"}, "name": {"type": "string"}, "zone": \#(small),
                "holdMinutes": \#(small), "emergency": {"type": "string"},
                "urgentWords": {"type": "array", "items": {"type": "string"}},
                "reminderMinutes": {"type": "array", "items": \#(large)},
                "templatesUsed": \#(small),
                "templates": {"type": "array", "items": \#(templates)},
                "jurisdiction": {"type": "string"}
                """#,
                optional: [
                    "urgentWords", "reminderMinutes", "templatesUsed", "templates", "jurisdiction",
                ]
            )
        default:
            object(#""number": \#(large), "name": {"type": "string"}"#)
        }
    }

    private static let templates = #"""
        {"type": "object",
         "properties": {"number": \#(small), "language": {"type": "string"},
                        "acknowledgement": {"type": "string"}, "reminder": {"type": "string"},
                        "confirmation": {"type": "string"}, "emergency": {"type": "string"}},
         "required": ["number", "language", "acknowledgement", "reminder", "confirmation",
                      "emergency"],
         "additionalProperties": false}
        """#
    private static let byte = #"{"type": "integer", "minimum": 0, "maximum": 255}"#
    private static let small = #"{"type": "integer", "minimum": 0, "maximum": 65535}"#
    private static let large = #"{"type": "integer", "minimum": 0, "maximum": 4294967295}"#
    private static let offset = #"{"type": "integer", "minimum": -89999, "maximum": 93599}"#
    private static let named =
        #""number": \#(small), "key": {"type": "string"}, "name": {"type": "string"}"#
    private static let channels = Channel.allCases.map { "\"\($0.name)\"" }
        .joined(separator: ", ")
    private static let intervals = #"""
        {"type": "array", "maxItems": 48, "items": {"type": "string",
         "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-(([0-3][0-9]|4[0-7]):[0-5][0-9]|48:00)$"}}
        """#
    private static let hours = #"""
        {"type": "object", "properties": {"mon": \#(intervals), "tue": \#(intervals),
         "wed": \#(intervals), "thu": \#(intervals), "fri": \#(intervals),
         "sat": \#(intervals), "sun": \#(intervals)}, "additionalProperties": false}
        """#
    private static let exceptions = #"""
        {"type": "array", "items": {"type": "object",
         "properties": {"date": {"type": "string", "format": "date"},
                        "layer": {"enum": ["exception", "holiday", "block"]},
                        "closed": {"const": true}, "hours": \#(intervals),
                        "extra": \#(intervals), "without": \#(intervals)},
         "required": ["date"], "minProperties": 2, "additionalProperties": false}}
        """#
    private static let group = #"""
        {"type": "object",
         "properties": {"name": {"type": "string"}, "count": \#(byte),
                        "resources": {"type": "array", "items": \#(small)}},
         "required": ["name", "count", "resources"], "additionalProperties": false}
        """#

    /// An object with these members, of which all but some are required.
    private static func object(_ members: String, optional: [String] = []) -> String {
        let parsed = try? JSONReader.parse(Array("{\(members)}".utf8))
        let names = parsed?.object?.members.map(\.key).filter { !optional.contains($0) } ?? []
        let required = names.map { "\"\($0)\"" }.joined(separator: ", ")
        return """
            {"description": "What the log holds from here on.", "type": "object",
             "properties": {\(members)},
             "required": [\(required)], "additionalProperties": false}
            """
    }
}
