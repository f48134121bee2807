/// The two ways in which a booking takes time.
enum TimeLayer: Int, CaseIterable {
    /// With its buffers.
    case footprint = 0
    /// As shown to the patient.
    case shown = 1
}
