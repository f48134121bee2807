import ArgumentParser
import Daybook

/// `daybook check-in`.
struct CheckIn: AppointmentStep {
    static let name = "check-in"
    static let abstract = "The paperwork is done."
    static let step = Command.Step.checkIn
    static let doing = "checking in"

    @OptionGroup var target: StepTarget
}
