import Foundation

/// What the command line asks for.
struct Options {
    var isJSON = false
    var only = ""
    var withPeers = false
    var isFresh = false
    var facts = 10_000_000
    /// Where books are made: on the disk whose commits are measured.
    var directory = ""

    static let usage = """
        usage: scripts/bench [--json] [--only PATTERN] [--peers] [--facts N] [--dir PATH] [--fresh]
          --json          an array of objects in place of the table
          --only PATTERN  only rows whose name has one of the words separated by | (in any case)
          --peers         run the peers too, those that are installed
          --facts N       facts of the simulated book, 10000000 unless said otherwise
          --dir PATH      where books are made, on the disk to be measured; kept for the next run
          --fresh         simulate anew, whatever was kept
        """

    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    init(_ arguments: [String]) throws(Wrong) {
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--json": isJSON = true
            case "--peers": withPeers = true
            case "--fresh": isFresh = true
            case "--only": only = try Options.value(of: option, &rest)
            case "--dir": directory = try Options.value(of: option, &rest)
            case "--facts":
                let text = try Options.value(of: option, &rest)
                guard let number = Int(text), (10_000...1_000_000_000).contains(number) else {
                    throw Wrong(description: "--facts takes a number from 10000 to 1000000000")
                }
                facts = number
            default: throw Wrong(description: "unknown option '\(option)'\n\(Options.usage)")
            }
        }
        if directory.isEmpty {
            directory = Place.package + "/Benchmarks/.build/books"
        }
    }

    private static func value(
        of option: String,
        _ rest: inout ArraySlice<String>
    ) throws(Wrong) -> String {
        guard let value = rest.popFirst() else {
            throw Wrong(description: "\(option) needs a value\n\(usage)")
        }
        return value
    }

    /// Whether a row of that name is wanted.
    func wants(_ work: String) -> Bool {
        let name = work.lowercased()
        let words = only.lowercased().split(separator: "|")
        return words.isEmpty || words.contains { name.contains($0) }
    }
}

/// Where things are, from this file's own place.
enum Place {
    /// The main package's directory.
    static let package: String = {
        let parts = #filePath.split(separator: "/").dropLast(4)
        return "/" + parts.joined(separator: "/")
    }()

    static func peer(_ name: String) -> String { package + "/Benchmarks/peers/" + name }
    static func fixtures(_ name: String) -> String { package + "/Tests/Fixtures/" + name }
}
