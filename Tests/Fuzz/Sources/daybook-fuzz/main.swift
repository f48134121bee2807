import CFuzzer
import Daybook
import Glibc

/// `daybook-fuzz TARGET [libFuzzer's own arguments]`, or `daybook-fuzz seeds TARGET FIXTURES
/// DIRECTORY`.
enum Chosen {
    static let words = CommandLine.arguments.dropFirst().map(\.self)
    static let target = words.first.flatMap { FuzzTarget(rawValue: $0) }
}

if Chosen.words.first == "seeds", Chosen.words.count == 4,
    let target = FuzzTarget(rawValue: Chosen.words[1])
{
    do {
        try FuzzSeeds.write(target, of: Chosen.words[2], to: Chosen.words[3])
        exit(0)
    } catch {
        print("\(error)")
        exit(74)
    }
}

guard Chosen.target != nil else {
    print(FuzzTarget.allCases.map(\.rawValue).joined(separator: "\n"))
    // The list of targets is what was asked for, or what was missing.
    exit(CommandLine.arguments.count > 1 ? 64 : 0)
}

// The driver reads its own arguments: the first is the program, the second our target.
var count = CommandLine.argc - 1
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
    unsafe CommandLine.unsafeArgv + 1
let status = unsafe LLVMFuzzerRunDriver(&count, &arguments) { data, size in
    guard let data = unsafe data else { return 0 }
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
    Chosen.target?.read(bytes)
    return 0
}
exit(status)
