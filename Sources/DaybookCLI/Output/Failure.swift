/// Why a command can't do what was asked, for people and for programs.
package struct Failure: Error, Sendable, Equatable {
    /// How the process ends.
    package let status: ExitStatus
    /// What went wrong.
    package let what: String
    /// Where: a file, a path inside it, an option, a position.
    package let place: String?
    /// The next step that helps.
    package let next: String?

    /// Makes a failure. Texts may quote input: they are escaped when shown.
    package init(
        _ status: ExitStatus,
        _ what: String,
        at place: String? = nil,
        next: String? = nil
    ) {
        self.status = status
        self.what = what
        self.place = place
        self.next = next
    }
}
