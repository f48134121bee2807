import DaybookDomain
import DaybookFormats
import Foundation

/// The clinics of `schemas/examples`, and texts made of them.
enum SampleClinic {
    static func text(_ name: String = "clinic") throws -> String {
        String(decoding: try Repository.bytes("examples/\(name).json"), as: UTF8.self)
    }

    /// The sample's text with its first `old` made `new`; fails if there is no `old`.
    static func text(_ name: String = "clinic", replacing old: String, by new: String) throws
        -> String
    {
        let text = try text(name)
        guard let range = text.range(of: old) else { throw MissingText(text: old) }
        return text.replacingCharacters(in: range, with: new)
    }

    struct MissingText: Error {
        let text: String
    }

    static func read(
        _ text: String,
        against clinic: Clinic = Clinic()
    ) throws(ClinicFileError) -> [Definition] {
        try ClinicFile.read(
            Array(text.utf8),
            against: clinic,
            zoneBytes: SampleZones.bytes,
            release: "2026a"
        )
    }

    static func clinic(_ definitions: [Definition], after clinic: Clinic = Clinic()) -> Clinic {
        var clinic = clinic
        for definition in definitions { clinic.apply(definition) }
        return clinic
    }

    /// The sample as a clinic that was configured with it.
    static func clinic(_ name: String = "clinic") throws -> Clinic {
        clinic(try read(try text(name)))
    }

    /// The problems of a text, none if it is right.
    static func problems(_ text: String) -> [ClinicFileError.Problem] {
        do {
            _ = try read(text)
            return []
        } catch {
            return error.problems
        }
    }
}
