/// One thing that `daybook doctor` has looked at.
struct Finding {
    /// How it stands.
    enum State: String {
        /// As it should be, or only told.
        case ok
        /// Works now, and needs a person soon.
        case warning
        /// Does not work.
        case bad
    }

    let name: String
    let state: State
    let value: String
    /// What to do; empty when all is well.
    let next: String

    init(_ name: String, _ value: String, _ state: State = .ok, next: String = "") {
        self.name = name
        self.state = state
        self.value = value
        self.next = next
    }
}
