/// What stands beside the token of an offer in a contact's choice, or a button's payload.
package enum ChoiceMark {
    /// After a token: the offered time is declined.
    package static let no = "=no"
}
