extension BodyWriter {
    /// Seven days, Monday first: a count, then pairs of opening and closing minute.
    mutating func append(_ hours: WeeklyHours) {
        for weekday in Weekday.allCases { append(hours[weekday]) }
    }

    mutating func append(_ intervals: [WallInterval]) {
        append(UInt64(intervals.count))
        for interval in intervals {
            append(UInt64(UInt16(bitPattern: interval.open)))
            append(UInt64(UInt16(bitPattern: interval.close)))
        }
    }

    /// A count, then for each: day number since 1970-01-01, layer, effect, and the effect's
    /// intervals.
    mutating func append(_ exceptions: [HoursException]) {
        append(UInt64(exceptions.count))
        for exception in exceptions {
            append(signed: Int64(exception.date.dayNumber))
            append(UInt64(exception.layer.rawValue))
            switch exception.effect {
            case .replaced(let intervals):
                append(UInt64(0))
                append(intervals)
            case .closed:
                append(UInt64(1))
            case .extra(let intervals):
                append(UInt64(2))
                append(intervals)
            case .without(let intervals):
                append(UInt64(3))
                append(intervals)
            }
        }
    }
}

extension BodyReader {
    mutating func hours() throws(Malformed) -> WeeklyHours {
        var hours = WeeklyHours()
        for weekday in Weekday.allCases {
            do {
                try hours.set(try intervals(), on: weekday)
            } catch let error as Malformed {
                throw error
            } catch {
                throw Malformed(offset: 0, expected: "at most 48 intervals a day")
            }
        }
        return hours
    }

    mutating func intervals() throws(Malformed) -> [WallInterval] {
        var intervals: [WallInterval] = []
        for _ in 0..<(try count()) {
            let open: UInt16 = try integer()
            let close: UInt16 = try integer()
            guard let interval = WallInterval(open: Int(open), close: Int(close)) else {
                throw Malformed(offset: 0, expected: "an interval within two days")
            }
            intervals.append(interval)
        }
        return intervals
    }

    mutating func exceptions() throws(Malformed) -> [HoursException] {
        var exceptions: [HoursException] = []
        for _ in 0..<(try count()) {
            let day = try signed()
            let layer = try choice(HoursException.Layer.self)
            let effect: HoursException.Effect
            switch try unsigned() {
            case 0: effect = .replaced(by: try intervals())
            case 1: effect = .closed
            case 2: effect = .extra(try intervals())
            case 3: effect = .without(try intervals())
            default: throw Malformed(offset: 0, expected: "an effect from 0 to 3")
            }
            let date = CivilDate(dayNumber: Int32(clamping: day))
            guard let exception = try? HoursException(on: date, effect, layer: layer) else {
                throw Malformed(offset: 0, expected: "at most 48 intervals in an exception")
            }
            exceptions.append(exception)
        }
        return exceptions
    }
}
