import Daybook
import DaybookTesting
import Testing

@Suite("What concerns a person")
struct LinkedPeopleTests {
    @Test("follows links to the contacts of a person where that is asked for, and no further")
    func linked() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let petra = try await made.write("Das Knie.", from: "petra@example.org", id: "p", to: book)
        let otto = try await made.write("Der Fuß.", from: "otto@example.org", id: "t", to: book)
        // A mother writes for Petra from two addresses, and for another child.
        let mother = try await made.write("Hallo", from: "mother@example.org", id: "m", to: book)
        let office = try await made.write("Hallo", from: "mother@work.example", id: "o", to: book)
        let former = try await made.write("Hallo", from: "carer@example.org", id: "c", to: book)
        for (change, first, second) in [
            (PartyRelation.Change.link, mother, petra), (.merge, mother, office),
            (.link, mother, otto), (.link, former, petra), (.unlink, former, petra),
        ] {
            let relation = PartyRelation(
                change,
                first.party,
                second.party,
                evidence: .calledBack
            )
            #expect(try await book.submit(.relate(relation), actor: "anna").refusal == nil)
        }
        for fact in [petra, otto, mother, office, former] {
            _ = try await made.text(of: fact.sequence, in: book)
        }
        #expect(try book.accessHistory(of: petra.party).map(\.content) == [petra.sequence])
        #expect(
            try book.accessHistory(of: petra.party, linked: true).map(\.content)
                == [petra, mother, office].map(\.sequence)
        )
        try await book.erase(petra.party, linked: true, reason: .request, actor: "anna")
        for fact in [petra, mother, office] {
            #expect(try await made.closed(fact.sequence, in: book) == "erased")
        }
        for fact in [otto, former] {
            #expect(try await made.closed(fact.sequence, in: book) == nil)
        }
    }
}
