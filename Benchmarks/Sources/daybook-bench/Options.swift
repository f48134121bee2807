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
    var mode = Mode.table

    /// What is to be done.
    enum Mode {
        /// One table of rows.
        case table
        /// The rows that depend on the log's length, at several.
        case growth([Int])
        /// Runs of `--json` of two checkouts, held against each other.
        case compare(base: [String], now: [String])
        /// What doesn't depend on how busy the machine is, beside the toolchain's thresholds.
        case counters(toolchain: String, isUpdating: Bool)
    }

    static let usage = """
        usage: scripts/bench [--json] [--only PATTERN] [--peers] [--facts N] [--dir PATH] [--fresh]
               scripts/bench --growth N,N,N [--only PATTERN]
               scripts/bench --against REF [--only PATTERN] [--facts N]
               scripts/bench --counters [--update]
          --json          an array of objects in place of the table
          --only PATTERN  only rows whose name has one of the words separated by | (in any case)
          --peers         run the peers too, those that are installed
          --facts N       facts of the simulated book, 10000000 unless said otherwise
          --dir PATH      where books are made, on the disk to be measured; kept for the next run
          --fresh         simulate anew, whatever was kept
          --growth N,N,N  the rows that depend on the log's length, at each of these lengths
          --against REF   this checkout and that one in turn, three times; 1 if a row got worse by a tenth
          --counters      allocations, commits and bytes beside the toolchain's thresholds; 1 if one is above
          --update        with --counters: accept what is counted
        """

    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    init(_ arguments: [String]) throws(Wrong) {
        var rest = arguments[...]
        var isUpdating = false
        while let option = rest.popFirst() {
            switch option {
            case "--json": isJSON = true
            case "--peers": withPeers = true
            case "--fresh": isFresh = true
            case "--only": only = try Options.value(of: option, &rest)
            case "--dir": directory = try Options.value(of: option, &rest)
            case "--facts": facts = try Options.number(Options.value(of: option, &rest), option)
            case "--growth":
                let list = try Options.value(of: option, &rest).split(separator: ",")
                var lengths: [Int] = []
                for text in list { lengths.append(try Options.number(String(text), option)) }
                mode = .growth(lengths)
            case "--compare":
                let base = try Options.value(of: option, &rest).split(separator: ",")
                let now = try Options.value(of: option, &rest).split(separator: ",")
                mode = .compare(base: base.map(String.init), now: now.map(String.init))
            case "--counters":
                let toolchain = try Options.value(of: option, &rest)
                mode = .counters(toolchain: toolchain, isUpdating: false)
            case "--update": isUpdating = true
            default: throw Wrong(description: "unknown option '\(option)'\n\(Options.usage)")
            }
        }
        if case .counters(let toolchain, _) = mode {
            mode = .counters(toolchain: toolchain, isUpdating: isUpdating)
        } else if isUpdating {
            throw Wrong(description: "--update goes with --counters")
        }
        if directory.isEmpty {
            directory = Place.package + "/Benchmarks/.build/books"
        }
    }

    private static func number(_ text: String, _ option: String) throws(Wrong) -> Int {
        guard let number = Int(text), (10_000...1_000_000_000).contains(number) else {
            throw Wrong(description: "\(option) takes numbers from 10000 to 1000000000")
        }
        return number
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
