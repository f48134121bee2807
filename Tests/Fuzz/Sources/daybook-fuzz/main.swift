import CFuzzer
import Daybook
import Glibc

/// `daybook-fuzz TARGET [libFuzzer's own arguments]`
enum Chosen {
    static let target: FuzzTarget? = {
        CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.init)
    }()
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
