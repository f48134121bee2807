import DaybookCLI
import Synchronization
import Testing

@Suite("A progress line")
struct ProgressLineTests {
    static func text(_ done: Int, of total: Int?, after seconds: Int, columns: Int = 80) -> String {
        ProgressLine(
            label: "replay",
            done: done,
            total: total,
            unit: "facts",
            elapsed: .seconds(seconds)
        ).text(on: Fixtures.terminal(columns))
    }

    @Test(
        "has share, count, rate and the time left",
        arguments: [
            (
                5_000_000, 10_000_000, 2,
                "replay  [██████████████              ]   50 %  5.00 M facts  2.50 M/s  2 s left"
            ),
            (
                0, 100, 2,
                "replay  [                            ]    0 %  0 facts  0/s"
            ),
            (
                100, 100, 2,
                "replay  [████████████████████████████]  100 %  100 facts  50/s  0 s left"
            ),
            (
                200, 100, 2,
                "replay  [████████████████████████████]  100 %  200 facts  100/s  0 s left"
            ),
        ]
    )
    func known(done: Int, total: Int, seconds: Int, text: String) {
        #expect(Self.text(done, of: total, after: seconds, columns: 100) == text)
    }

    @Test("without a total tells what is done", arguments: [nil, 0, -1])
    func unknown(total: Int?) {
        #expect(Self.text(1_500, of: total, after: 3) == "replay  1.50 k facts  500/s")
    }

    @Test("says nothing of a time that no rate foretells")
    func extremes() {
        #expect(!Self.text(1, of: .max, after: 1_000).contains("left"))
        #expect(!Self.text(1, of: 10, after: 0).contains("left"))
        #expect(Self.text(.min, of: 10, after: 1).contains("0 %"))
    }

    @Test("never fills its terminal", arguments: 1...100)
    func narrow(columns: Int) {
        let text = Self.text(5_000_000, of: 10_000_000, after: 2, columns: columns)
        #expect(DisplayWidth.columns(of: text) < columns)
    }
}

@Suite("A progress bar")
struct ProgressBarTests {
    /// A clock that goes only when told.
    final class HandClock: Clock, Sendable {
        struct Instant: InstantProtocol {
            var offset: Duration
            func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
            func duration(to other: Instant) -> Duration { other.offset - offset }
            static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
        }

        private let time = Mutex(Duration.zero)
        var now: Instant { Instant(offset: time.withLock { $0 }) }
        var minimumResolution: Duration { .nanoseconds(1) }
        func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
        func go(_ milliseconds: Int) { time.withLock { $0 += .milliseconds(milliseconds) } }
    }

    /// What is drawn when the work reports after each step of so many milliseconds.
    static func drawn(on terminal: Terminal, steps: [Int], clears: Bool = true) throws -> String {
        let pipe = try #require(TestPipe())
        defer {
            pipe.closeReading()
            pipe.closeWriting()
        }
        let clock = HandClock()
        do {
            var bar = ProgressBar(
                "replay",
                total: nil,
                unit: "facts",
                to: StandardOutput(descriptor: pipe.writing, terminal: terminal),
                clock: clock
            )
            for (index, step) in steps.enumerated() {
                clock.go(step)
                bar.advance(to: (index + 1) * 10)
            }
            if clears { bar.clear() }
        }
        return String(decoding: pipe.read(atMost: 10_000), as: UTF8.self)
    }

    static let terminal = Fixtures.terminal(80)

    @Test("stays away from work under a second")
    func short() throws {
        #expect(try Self.drawn(on: Self.terminal, steps: [500, 499]) == "")
    }

    @Test(
        "appears after a second, at most ten times a second, and leaves nothing",
        arguments: [true, false]
    )
    func long(clears: Bool) throws {
        #expect(
            try Self.drawn(on: Self.terminal, steps: [1_000, 50, 49, 1], clears: clears)
                == "\rreplay  10 facts  10/s\u{1B}[K\rreplay  40 facts  36/s\u{1B}[K\r\u{1B}[K"
        )
    }

    @Test("is no part of a file, nor of a terminal that can't redraw")
    func elsewhere() throws {
        #expect(try Self.drawn(on: .file, steps: [2_000, 2_000]) == "")
        let dumb = Terminal(isTerminal: true, columns: 80)
        #expect(try Self.drawn(on: dumb, steps: [2_000, 2_000]) == "")
    }
}
