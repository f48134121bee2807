extension Command {
    /// What the command says beyond its ``Demand``: the same id with another content is a conflict.
    package var content: [UInt8] {
        switch self {
        case .configure(let definitions): definitions.flatMap { $0.body ?? [] }
        case .bookSeries(let request): SeriesBody.bytes(request.recurrence)
        default: []
        }
    }
}
