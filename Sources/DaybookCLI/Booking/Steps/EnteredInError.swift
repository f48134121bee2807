import ArgumentParser
import Daybook

/// `daybook entered-in-error`.
struct EnteredInError: AppointmentStep {
    static let name = "entered-in-error"
    static let abstract = "It was recorded by mistake: the time is free and it never counts."
    static let step = Command.Step.enteredInError
    static let doing = "marking as an error"

    @OptionGroup var target: StepTarget
}
