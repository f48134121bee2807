import DaybookDomain
import Foundation
import Testing

/// The rules against another reader of the same files: Python's zoneinfo.
@Suite("Zone rules agree with Python's zoneinfo")
struct ZoneRulesReferenceTests {
    /// Prints, for every zone of the command line, the offsets at 200 random seconds and at every
    /// change it finds between 1970 and 2100 by halving steps of four days, with the seconds around
    /// it.
    private static let script = """
        import sys, random, datetime, zoneinfo
        folder, seed = sys.argv[1], int(sys.argv[2])
        utc, epoch = datetime.timezone.utc, datetime.datetime(1970, 1, 1)
        end = 4102444800
        for name in sys.stdin.read().split():
            with open(folder + '/' + name, 'rb') as file:
                zone = zoneinfo.ZoneInfo.from_file(file)
            def offset(second):
                naive = epoch + datetime.timedelta(seconds=second)
                aware = zone.fromutc(naive.replace(tzinfo=zone))
                return int((aware.replace(tzinfo=None) - naive).total_seconds())
            asked = set(random.Random(seed).randrange(0, end) for _ in range(200))
            step = 4 * 86400
            last, second = offset(0), 0
            while second < end:
                following = offset(second + step)
                if following != last:
                    low, high = second, second + step
                    while high - low > 1:
                        middle = (low + high) // 2
                        if offset(middle) == last: low = middle
                        else: high = middle
                    asked.update((low - 1, low, high, high + 1))
                last, second = following, second + step
            for second in sorted(asked):
                print(second, offset(second))
            print('=', name)
        """

    private static let python: String? =
        ["/usr/bin/python3", "/usr/local/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
        ?? pythonOfPath

    private static var pythonOfPath: String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/python3" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    @Test(
        "at random seconds and around every change, 1970 to 2100, in all zones",
        .enabled(if: python != nil && !ZoneFiles.names.isEmpty, "needs python3 and a zone database")
    )
    func everyZone() throws {
        let seed = 20_261_121
        let python = try #require(Self.python)
        var rules: [String: ZoneRules] = [:]
        // Zones that are links to each other have the same bytes: ask for each content once.
        var asked: [[UInt8]: String] = [:]
        for name in ZoneFiles.names {
            let bytes = try #require(ZoneFiles.bytes(name))
            rules[name] = try ZoneRules(tzif: bytes)
            asked[bytes] = asked[bytes] ?? name
        }
        let names = asked.values.sorted()
        let output = try run(
            python,
            ["-c", Self.script, ZoneFiles.folder, "\(seed)"],
            input: names.joined(separator: "\n")
        )
        var pending: [(second: Int64, offset: Int)] = []
        var compared = 0
        var zones = 0
        for line in output.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields[0] == "=" else {
                pending.append((try #require(Int64(fields[0])), try #require(Int(fields[1]))))
                continue
            }
            let own = try #require(rules[String(fields[1])])
            let wrong = pending.filter {
                own.offsetSeconds(at: Instant(seconds: $0.second)) != $0.offset
            }
            #expect(wrong.isEmpty, "\(fields[1]), seed \(seed): \(wrong.prefix(3))")
            // Python probes every four days: a change of ours that is further than that from
            // its neighbours must be among what it found.
            let seconds = Set(pending.map(\.second))
            for index in 0..<own.transitionCount {
                let change = own.transition(at: index)
                let next =
                    index + 1 < own.transitionCount ? own.transition(at: index + 1).second : .max
                let previous = index > 0 ? own.transition(at: index - 1).second : -(1 << 40)
                guard (1..<4_102_000_000).contains(change.second),
                    min(next - change.second, change.second - previous) > 4 * 86_400
                else { continue }
                #expect(seconds.contains(change.second), "\(fields[1]) at \(change.second)")
            }
            compared += pending.count
            zones += 1
            pending = []
        }
        #expect(zones == names.count)
        print("compared \(compared) offsets of \(zones) distinct zones, seed \(seed)")
    }

    /// For up to twelve changes of each zone, what wall times around them mean, the first where a
    /// clock shows them twice.
    private static let wallScript = """
        import sys, random, datetime, zoneinfo
        folder, seed = sys.argv[1], int(sys.argv[2])
        epoch = datetime.datetime(1970, 1, 1)
        end = 4102444800
        for name in sys.stdin.read().split():
            with open(folder + '/' + name, 'rb') as file:
                zone = zoneinfo.ZoneInfo.from_file(file)
            def offset(second):
                naive = epoch + datetime.timedelta(seconds=second)
                aware = zone.fromutc(naive.replace(tzinfo=zone))
                return int((aware.replace(tzinfo=None) - naive).total_seconds())
            changes, step = [], 4 * 86400
            last, second = offset(94694400), 94694400
            while second < end:
                following = offset(second + step)
                if following != last:
                    low, high = second, second + step
                    while high - low > 1:
                        middle = (low + high) // 2
                        if offset(middle) == last: low = middle
                        else: high = middle
                    changes.append((high, last, following))
                last, second = following, second + step
            source = random.Random(seed)
            for high, before, after in source.sample(changes, min(12, len(changes))):
                for base in (before, after):
                    for delta in (-7200, -3600, -1800, -60, 0, 60, 1800, 3600, 7200):
                        wall = high + base + delta
                        if wall % 60: continue
                        aware = (epoch + datetime.timedelta(seconds=wall)).replace(tzinfo=zone)
                        print(wall, wall - int(aware.utcoffset().total_seconds()))
            print('=', name)
        """

    @Test(
        "wall times around changes mean the same instants, in all zones",
        .enabled(if: python != nil && !ZoneFiles.names.isEmpty, "needs python3 and a zone database")
    )
    func wallTimes() throws {
        let seed = 20_261_122
        let python = try #require(Self.python)
        var asked: [[UInt8]: String] = [:]
        for name in ZoneFiles.names {
            let bytes = try #require(ZoneFiles.bytes(name))
            asked[bytes] = asked[bytes] ?? name
        }
        let output = try run(
            python,
            ["-c", Self.wallScript, ZoneFiles.folder, "\(seed)"],
            input: asked.values.sorted().joined(separator: "\n")
        )
        var pending: [(wall: Int64, second: Int64)] = []
        var compared = 0
        for line in output.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields[0] == "=" else {
                pending.append((try #require(Int64(fields[0])), try #require(Int64(fields[1]))))
                continue
            }
            let rules = try ZoneFiles.rules(String(fields[1]))
            let wrong = pending.filter { wall, second in
                let minute = wall / 60
                let time = WallTime(
                    date: CivilDate(dayNumber: Int32(minute / 1_440)),
                    minuteOfDay: Int(minute % 1_440)
                )
                return rules.instant(for: time).seconds != second
            }
            #expect(wrong.isEmpty, "\(fields[1]), seed \(seed): \(wrong.prefix(3))")
            compared += pending.count
            pending = []
        }
        #expect(compared > 10_000)
        print("compared \(compared) wall times, seed \(seed)")
    }

    private func run(_ path: String, _ arguments: [String], input: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let (standardInput, standardOutput) = (Pipe(), Pipe())
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        let output = standardOutput.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self)
    }
}
