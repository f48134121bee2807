import ArgumentParser
import Daybook

/// `daybook reinstate`.
struct Reinstate: AppointmentStep {
    static let name = "reinstate"
    static let abstract = "Undo a cancellation while the time is free, or a no-show."
    static let step = Command.Step.reinstate
    static let doing = "reinstating"

    @OptionGroup var target: StepTarget
}
