internal import DaybookEngine

/// When a book takes a snapshot by itself.
package struct SnapshotTriggers: Sendable {
    /// Facts folded in one catch-up after which a snapshot is written: more are worth the writing.
    package var factsCaughtUp: UInt64 = 1_000_000
    /// Facts folded since the last snapshot with which a closing book writes one.
    package var factsAtClose: UInt64 = 200_000
    /// The shortest stretch of the log, in facts, whose first snapshot is kept.
    package var stretch = Snapshots.stretch
}
