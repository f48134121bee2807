import DaybookDomain
import Testing

/// A wrong file names the path inside it, what was expected and what was found.
@Suite("JSON cursor")
struct JSONCursorTests {
    enum Colour: String, CaseIterable {
        case red
        case green
    }

    static let text = #"""
        {"name":"Praxis","size":3,"ratio":0.5,"open":true,"none":null,"colour":"green",
         "services":[{"id":"a"},{"id":7}],"a/b":{"~":[]}}
        """#

    private func document() throws -> JSONCursor {
        try JSONCursor(parsing: Array(JSONCursorTests.text.utf8))
    }

    @Test("Values are read by name and place")
    func reading() throws {
        let root = try document()
        #expect(try root.required("name").string() == "Praxis")
        #expect(try root.required("size").integer() == 3)
        #expect(try root.required("size").int(in: 0...5) == 3)
        #expect(try root.required("ratio").double() == 0.5)
        #expect(try root.required("size").double() == 3)
        #expect(try root.required("open").bool())
        #expect(try root.required("colour").choice(Colour.self) == .green)
        #expect(try root.optional("none") == nil)
        #expect(try root.optional("absent") == nil)
        #expect(try root.required("services").elements()[0].required("id").string() == "a")
        #expect(try root.required("a/b").required("~").path == "/a~1b/~0")
        #expect(try root.members().map(\.key).prefix(2) == ["name", "size"])
    }

    @Test("An absent member is named with its whole path")
    func missing() throws {
        let error = try #require(throws: JSONError.self) {
            _ = try document().required("services").elements()[1].required("name")
        }
        #expect(error.code == .missing)
        #expect(error.path == "/services/1/name")
        #expect(error.description == "/services/1/name: expected a value, found nothing")
    }

    @Test("A value of another kind says what it is")
    func wrongKind() throws {
        let error = try #require(throws: JSONError.self) {
            _ = try document().required("services").elements()[1].required("id").string()
        }
        #expect(error.code == .wrongKind)
        #expect(error.description == "/services/1/id: expected a string, found 7")
        let array = try #require(throws: JSONError.self) {
            _ = try document().required("services").bool()
        }
        #expect(array.description == "/services: expected true or false, found an array")
    }

    @Test("A value out of range says which range")
    func notAllowed() throws {
        let size = try #require(throws: JSONError.self) {
            _ = try document().required("size").integer(in: 5...9)
        }
        #expect(size.description == "/size: expected a whole number from 5 to 9, found 3")
        let name = try #require(throws: JSONError.self) {
            _ = try document().required("name").choice(Colour.self)
        }
        #expect(name.description == "/name: expected one of red, green, found \"Praxis\"")
        let short = try #require(throws: JSONError.self) {
            _ = try document().required("name").string(bytes: 1...3)
        }
        #expect(short.description == "/name: expected a string of 1 to 3 bytes, found 6 bytes")
        let many = try #require(throws: JSONError.self) {
            _ = try document().required("services").elements(max: 1)
        }
        #expect(many.description == "/services: expected at most 1 elements, found 2")
    }

    @Test("A misspelt name is an error, not a default")
    func unknownKey() throws {
        let error = try #require(throws: JSONError.self) {
            try document().only("name", "size")
        }
        #expect(error.code == .unknownKey)
        #expect(error.path == "/ratio")
    }

    @Test("Asking a value that is no object for a member says so")
    func noObject() throws {
        let error = try #require(throws: JSONError.self) {
            _ = try document().required("name").optional("x")
        }
        #expect(error.description == "/name: expected an object, found \"Praxis\"")
    }
}
