import Daybook

/// An explanation as it is printed: a row an obstacle for people, one object for programs.
struct ExplanationText {
    let explanation: SlotExplanation
    let names: Names

    init(_ explanation: SlotExplanation, names: Names) {
        self.explanation = explanation
        self.names = names
    }

    /// A row for each obstacle, and one for each resource that is free.
    var report: Report {
        let start = Text.instant(explanation.start.instant, in: names.zone)
        let verdict =
            explanation.isOffered
            ? "\(start) is offered" : "\(start) is not offered: \(explanation.reason.name)"
        var report = Report(
            title: verdict,
            columns: [
                Column("group"), Column("needed", alignment: .trailing), Column("resource"),
                Column("free"), Column("why"), Column("from"), Column("to"), Column("facts"),
            ]
        )
        for obstacle in explanation.obstacles {
            report.append(Row([.none, .none, .none, .none] + cells(obstacle)))
        }
        for group in explanation.groups {
            for member in group.members {
                let first: [Cell] = [
                    .string(group.name), .integer(group.needed),
                    .string(names.resourceKey(member.resource)), .bool(member.isFree),
                ]
                if member.isFree { report.append(Row(first + [.none, .none, .none, .none])) }
                for obstacle in member.obstacles { report.append(Row(first + cells(obstacle))) }
            }
        }
        return report
    }

    private func cells(_ obstacle: Obstacle) -> [Cell] {
        [
            .string(obstacle.reason.name),
            obstacle.minutes.map { names.text($0.lowerBound.instant) } ?? .none,
            obstacle.minutes.map { names.text($0.upperBound.instant) } ?? .none,
            obstacle.facts.isEmpty
                ? .none : .string(obstacle.facts.map(String.init).joined(separator: " ")),
        ]
    }

    /// The whole as a JSON object with a line feed.
    func json(isPretty: Bool) -> String {
        var json = JSONWriter(isPretty ? .pretty : .compact)
        json.beginObject()
        json.member("offered", explanation.isOffered)
        json.member("reason", orNull: explanation.isOffered ? nil : explanation.reason.name)
        json.member("service", names.serviceKey(explanation.service))
        json.member("start", Text.instant(explanation.start.instant, in: names.zone))
        json.member(
            "resource",
            orNull: explanation.resource == 0 ? nil : names.resourceKey(explanation.resource)
        )
        json.member("asOf", Text.instant(explanation.now, in: names.zone))
        json.member("position", explanation.position)
        json.key("takes")
        json.beginArray()
        for footprint in explanation.footprints {
            json.string(names.resourceKey(footprint.resource))
        }
        json.endArray()
        append(explanation.obstacles, to: &json)
        json.key("groups")
        json.beginArray()
        for group in explanation.groups { append(group, to: &json) }
        json.endArray()
        json.endObject()
        return String(decoding: json.take(), as: UTF8.self) + "\n"
    }

    private func append(_ group: SlotExplanation.Group, to json: inout JSONWriter) {
        json.beginObject()
        json.member("name", group.name)
        json.member("needed", group.needed)
        json.member("free", group.free)
        json.key("resources")
        json.beginArray()
        for member in group.members {
            json.beginObject()
            json.member("resource", names.resourceKey(member.resource))
            json.member("free", member.isFree)
            append(member.obstacles, to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }

    private func append(_ obstacles: [Obstacle], to json: inout JSONWriter) {
        json.key("obstacles")
        json.beginArray()
        for obstacle in obstacles {
            json.beginObject()
            json.member("reason", obstacle.reason.name)
            let minutes = obstacle.minutes
            json.member(
                "from",
                orNull: minutes.map { Text.instant($0.lowerBound.instant, in: names.zone) }
            )
            json.member(
                "to",
                orNull: minutes.map { Text.instant($0.upperBound.instant, in: names.zone) }
            )
            json.key("facts")
            json.beginArray()
            for fact in obstacle.facts { json.integer(fact) }
            json.endArray()
            json.endObject()
        }
        json.endArray()
    }
}

extension JSONWriter {
    /// Writes a member with a string, or with `null`.
    mutating func member(_ name: String, orNull text: String?) {
        key(name)
        if let text { string(text) } else { null() }
    }
}
