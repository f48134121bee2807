import ArgumentParser
import Daybook

/// `daybook fulfil`.
struct Fulfil: AppointmentStep {
    static let name = "fulfil"
    static let abstract = "The visit took place."
    static let step = Command.Step.fulfil
    static let doing = "fulfilling"

    @OptionGroup var target: StepTarget
}
