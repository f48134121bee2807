internal import DaybookDomain

/// Counts opening seconds by the hours that were in force at each moment, as the log tells them.
///
/// A change of hours, holidays or zone rules holds from the instant at which it was recorded: what
/// was counted before stays as it was. Each version keeps running sums by day, so that a wait of
/// months costs what a wait of minutes does.
struct OpeningClock: Sendable {
    /// Hours from one change to the next.
    fileprivate struct Version: Sendable {
        /// When they were recorded, in seconds.
        var from: Int64
        /// `nil` while the location is not in use: closed.
        var hours: OpeningHours?
        /// The day since 1970 that ``sums`` begin with.
        var firstDay: Int64 = 0
        /// The open seconds from the first day's midnight (UTC) to that of each day after it.
        var sums: [Int64] = []
    }

    /// The most days that one version keeps sums of; longer spans are walked.
    fileprivate static let daysMax = 36_525

    /// The versions of each location, in order.
    private var versions: [UInt16: [Version]] = [:]

    /// Takes over the hours of a clinic from an instant on.
    mutating func define(_ clinic: Clinic, at recordedAt: Instant) {
        let from = recordedAt.seconds
        var numbers = Set(versions.keys)
        numbers.formUnion(clinic.locations.map(\.number))
        for number in numbers {
            let hours = clinic.openingHours(ofLocation: number)
            var known = versions[number] ?? []
            // What one command changes in several facts is one change.
            if let last = known.last, last.from == from { known.removeLast() }
            if known.last?.hours != hours || known.isEmpty {
                known.append(Version(from: from, hours: hours))
            }
            versions[number] = known
        }
    }

    /// The open seconds of a location between two instants, both cut to the second.
    ///
    /// Before the first version its hours count, as nobody recorded others.
    mutating func seconds(of location: UInt16, from start: Instant, to end: Instant) -> UInt32 {
        let first = start.seconds
        let last = end.seconds
        guard first < last, let count = versions[location]?.count else { return 0 }
        var sum: Int64 = 0
        var to = last
        for index in (0..<count).reversed() {
            let from = index == 0 ? Int64.min : versions[location]?[index].from ?? .min
            let low = max(first, from)
            if low < to {
                sum += versions[location]?[index].seconds(from: low, to: to) ?? 0
                to = low
            }
            if to <= first { break }
        }
        return UInt32(clamping: sum)
    }
}

extension OpeningClock.Version {
    fileprivate mutating func seconds(from first: Int64, to last: Int64) -> Int64 {
        guard let hours else { return 0 }
        guard (last - first) / 86_400 < OpeningClock.daysMax else {
            return hours.openSeconds(from: Instant(seconds: first), to: Instant(seconds: last))
        }
        keepSums(from: floorQuotient(first, 86_400), through: floorQuotient(last, 86_400), hours)
        return total(hours, to: last) - total(hours, to: first)
    }

    /// Makes sure that the sums reach from one day to another.
    private mutating func keepSums(from day: Int64, through last: Int64, _ hours: OpeningHours) {
        if sums.isEmpty || day < firstDay || last - firstDay >= Int64(OpeningClock.daysMax) {
            firstDay = day
            sums = [0]
        }
        while Int64(sums.count) <= last - firstDay {
            let from = (firstDay + Int64(sums.count) - 1) * 86_400
            let open = hours.openSeconds(
                from: Instant(seconds: from),
                to: Instant(seconds: from + 86_400)
            )
            sums.append(sums[sums.count - 1] + open)
        }
    }

    /// The open seconds from the first day kept to a second of a day that is kept.
    private func total(_ hours: OpeningHours, to second: Int64) -> Int64 {
        let day = floorQuotient(second, 86_400)
        let rest = hours.openSeconds(
            from: Instant(seconds: day * 86_400),
            to: Instant(seconds: second)
        )
        return sums[Int(day - firstDay)] + rest
    }
}
