import ArgumentParser
import Daybook

/// `daybook arrive`.
struct Arrive: AppointmentStep {
    static let name = "arrive"
    static let abstract = "The patient is here."
    static let step = Command.Step.arrive
    static let doing = "marking the arrival"

    @OptionGroup var target: StepTarget
}
