import ArgumentParser

/// What every step in an appointment's day takes.
struct StepTarget: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64
}
