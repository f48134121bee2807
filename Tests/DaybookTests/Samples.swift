/// Where the package's own sample files are.
enum Samples {
    /// The package's directory, from this file's own place in it.
    static var root: String {
        let path = #filePath
        let parts = path.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }
}
