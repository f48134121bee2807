import ArgumentParser
import Daybook

/// `daybook no-show`.
struct NoShow: AppointmentStep {
    static let name = "no-show"
    static let abstract = "The patient did not come, and the time of grace is over."
    static let step = Command.Step.noShow
    static let doing = "marking as not come"

    @OptionGroup var target: StepTarget
}
