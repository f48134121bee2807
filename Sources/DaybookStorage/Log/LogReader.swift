/// A read transaction in progress, of any process. While it lasts, no page that was given up after
/// its view may be reused, so a view held for long makes the file grow.
package struct LogReader: Sendable, Hashable {
    /// The process that holds it.
    package var process: Int32
    /// How many transactions have been committed since its view.
    package var transactionsBehind: UInt64
}
