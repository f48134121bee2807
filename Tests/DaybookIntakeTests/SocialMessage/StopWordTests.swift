import DaybookDomain
import Testing

@testable import DaybookIntake

@Suite("Words that end what is sent")
struct StopWordTests {
    private static let words = [
        "STOP", " stop. ", "Stopp!", "abmelden", "Keine Nachrichten mehr", "BAJA", "¡Alto!",
        "darme de baja", "Arrêt", "ARRET", "me désabonner", "«STOP»",
    ]

    @Test(
        "are known on every platform in English, German, Spanish and French",
        arguments: [Channel.sms, .telegram, .whatsapp, .messenger, .instagram, .x],
        words
    )
    func spoken(_ channel: Channel, _ text: String) {
        #expect(StopWord.isWhole(text, on: channel))
    }

    @Test(
        "of one platform are not those of another",
        arguments: [
            ("STOPALL", Channel.sms), ("cancel", .sms), ("/stop", .telegram),
            ("Cancelar suscripción", .email),
        ]
    )
    func own(_ text: String, _ channel: Channel) {
        for other in Channel.allCases {
            #expect(StopWord.isWhole(text, on: other) == (other == channel), "\(other)")
        }
    }

    @Test(
        "in a mail are those of mailing lists, and nothing ends messages on the clinic's own form"
    )
    func mail() {
        for word in ["unsubscribe", "Abbestellen", "baja", "désinscription"] {
            #expect(StopWord.isWhole(word, on: .email))
            #expect(!StopWord.isWhole(word, on: .form))
        }
        #expect(!StopWord.isWhole("stop", on: .email))
    }

    @Test(
        "count only where they are the whole message",
        arguments: [
            "Please stop by on Friday", "stop it hurts", "baja presión", "Ich muss absagen",
            "cancelar", "annuler", "", ".",
        ]
    )
    func whole(_ text: String) {
        for channel in Channel.allCases {
            #expect(!StopWord.isWhole(text, on: channel), "\(channel)")
        }
    }
}
