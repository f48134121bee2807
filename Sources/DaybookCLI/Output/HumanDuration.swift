/// Lengths of time for people: the two largest units that say something.
package enum HumanDuration {
    /// "45 s", "5 min 03 s", "2 h 05 min", "3 d 4 h"; shorter than the truth by less than the last
    /// unit shown, never longer.
    package static func text(seconds: Int) -> String {
        let sign = seconds < 0 ? "-" : ""
        // The magnitude of the smallest integer has no positive Int.
        let total = seconds.magnitude
        if total < minute { return "\(sign)\(total) s" }
        if total < hour { return "\(sign)\(total / minute) min \(twoDigits(total % minute)) s" }
        if total < day {
            return "\(sign)\(total / hour) h \(twoDigits(total % hour / minute)) min"
        }
        return "\(sign)\(total / day) d \(total % day / hour) h"
    }

    private static let minute: UInt = 60
    private static let hour: UInt = 3_600
    private static let day: UInt = 86_400

    private static func twoDigits(_ number: UInt) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
