import DaybookDomain
import Testing

@Suite("A civil date")
struct CivilDateTests {
    @Test(
        "counts days from 1970-01-01",
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
            ("1900-03-01", -25_508), ("0000-03-01", -719_468), ("9999-12-31", 2_932_896),
        ]
    )
    func dayNumber(text: String, number: Int32) {
        #expect(CivilDate(text)?.dayNumber == number)
        #expect(CivilDate(dayNumber: number).description == text)
    }

    @Test("agrees day by day with a calendar that only counts up")
    func countingUp() {
        var (year, month, day) = (1599, 1, 1)
        var number = CivilDate(year: year, month: month, day: day)?.dayNumber ?? 0
        var weekday = 5  // 1599-01-01 was a Friday.
        for _ in 0..<300_000 {
            let date = CivilDate(dayNumber: number)
            if date.parts != (year, month, day) || Int(date.weekday.rawValue) != weekday {
                Issue.record("\(date) should be \(year)-\(month)-\(day), weekday \(weekday)")
                return
            }
            let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
            weekday = weekday % 7 + 1
            number += 1
        }
    }

    @Test(
        "refuses what the calendar doesn't have",
        arguments: [
            "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-01-00",
            "2024-1-1", "2024-01-01 ", "20240101", "", "-024-01-01", "２０２４-01-01",
        ]
    )
    func refused(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test("stays in range at the ends of its integers")
    func extremes() {
        for number in [Int32.min, Int32.min + 1, -1, 0, Int32.max - 1, Int32.max] {
            let date = CivilDate(dayNumber: number)
            let parts = date.parts
            #expect((1...12).contains(parts.month) && (1...31).contains(parts.day))
            #expect(!date.description.isEmpty)
        }
        #expect(CivilDate(dayNumber: .max).advanced(by: .max).dayNumber == .max)
        #expect(CivilDate(dayNumber: .min).advanced(by: .min).dayNumber == .min)
        #expect(CivilDate(year: .max, month: .min, day: .max) == nil)
    }

    @Test("has a wall time that carries minutes into days and reads back what it writes")
    func wallTime() {
        let date = CivilDate(dayNumber: 0)
        #expect(WallTime(date: date, minuteOfDay: 1_500).description == "1970-01-02T01:00")
        #expect(WallTime(date: date, minuteOfDay: -1).description == "1969-12-31T23:59")
        #expect(WallTime("2024-02-29T23:59")?.description == "2024-02-29T23:59")
        for text in ["2024-02-29T24:00", "2024-02-29 10:00", "2024-02-29T10:0", "2024-02-29T10:60"]
        {
            #expect(WallTime(text) == nil)
        }
    }
}
