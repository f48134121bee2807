import Daybook
import Testing

/// The numbers that `schemas/log.md` prints are those of the code.
@Suite("The page of the log's format")
struct FormatPageTests {
    private let page: String

    init() throws { page = try RepositoryFile.text("schemas/log.md") }

    /// The entries of the paragraph that begins so, each a number and a name.
    private func entries(after title: String, separator: Character) throws -> [UInt8: String] {
        let rest = try #require(page.split(separator: title, maxSplits: 1).last)
        let paragraph = rest.prefix { $0 != "." }
        var found: [UInt8: String] = [:]
        for entry in paragraph.split(separator: separator) {
            let words = entry.split(whereSeparator: \.isWhitespace)
            let number = try #require(words.first.flatMap { UInt8($0) }, "\(entry)")
            #expect(found[number] == nil, "\(number) twice")
            found[number] = words.dropFirst().joined(separator: " ").filter { $0 != "`" }
        }
        return found
    }

    @Test("numbers the kinds of facts as they are stored")
    func kinds() throws {
        let printed = try entries(after: "\nKinds: ", separator: ";")
        #expect(printed.count >= 79)
        for (number, name) in printed { #expect(Kind(rawValue: number)?.name == name, "\(number)") }
    }

    @Test("numbers channels, classes of who acted and flags as they are stored")
    func others() throws {
        let channels = Dictionary(
            uniqueKeysWithValues: Channel.allCases.map { ($0.rawValue, $0.name) }
        )
        #expect(try entries(after: "\nChannels: ", separator: ",") == channels)
        let classes = Dictionary(
            uniqueKeysWithValues: ActorClass.allCases.map { ($0.rawValue, $0.name) }
        )
        #expect(try entries(after: "\nClasses: ", separator: ",") == classes)
        let flags: [(FactFlags, String)] = [
            (.groupContinues, "the next fact belongs to the same group"), (.body, "a body"),
            (.sealed, "sealed content"), (.automatic, "done by rule"),
            (.override, "a person overrode a rule"), (.telephone, "by telephone"),
            (.video, "by video (both: at home)"), (.urgent, "urgent"),
        ]
        let printed = try entries(after: "\nFlags: ", separator: ";")
        #expect(
            printed == Dictionary(uniqueKeysWithValues: flags.map { ($0.0.rawValue, $0.1) })
        )
    }
}
