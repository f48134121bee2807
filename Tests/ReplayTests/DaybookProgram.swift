/// Runs the command `daybook`, as built beside the tests, in a process of its own.
struct DaybookProgram {
    /// The exit code; negative when the process was killed.
    let status: Int32
    let output: String

    /// Runs it to its end; what it says on standard error goes to the tests' own.
    init(_ arguments: [String]) throws {
        try self.init(try RunningProgram.beside("daybook"), arguments)
    }

    /// Runs any program to its end.
    init(_ path: String, _ arguments: [String]) throws {
        let program = try RunningProgram(path, arguments)
        output = program.rest()
        status = program.end()
    }
}
