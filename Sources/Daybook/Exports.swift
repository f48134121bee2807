// An integrator writes `import Daybook` and has the words of the domain, the projections and the
// adapters.
@_exported public import DaybookDomain
@_exported public import DaybookEngine
@_exported public import DaybookFormats
@_exported public import DaybookIntake
