import Testing

/// The C library with calls that fail or are taken down: see `Tests/Fixtures/faults/faults.c`.
enum FaultyDevice {
    /// Compiles it into a directory; a test without a C compiler is cancelled.
    static func library(in directory: String) throws -> String {
        let library = directory + "/faults.so"
        let source = Repository.root + "/Tests/Fixtures/faults/faults.c"
        let compiled = try DaybookProgram(
            "/usr/bin/env",
            ["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]
        )
        guard compiled.status == 0 else {
            try Test.cancel("there is no C compiler to build the faulty device with")
        }
        return library
    }
}
