/// Bodies that the intake schemas take and refuse.
enum IntakeSamples {
    static let deliveries: [(text: String, isValid: Bool)] = [
        (#"{"channel":"whatsapp","receivedAt":1795250398640}"#, true),
        (#"{"channel":"whatsapp","receivedAt":0,"bodyBase64":"/wA="}"#, true),
        (#"{"channel":"whatsapp","receivedAt":0,"bodyBase64":"/w"}"#, false),
        (#"{"channel":"whatsapp","receivedAt":0,"body":"","bodyBase64":""}"#, false),
        (#"{"channel":"fax","receivedAt":0}"#, false),
        (#"{"channel":"whatsapp","receivedAt":"0"}"#, false),
        (#"{"channel":"whatsapp","receivedAt":0,"headers":{"A":1}}"#, false),
        (#"{"receivedAt":0}"#, false),
    ]

    static let forms: [(text: String, isValid: Bool)] = [
        (#"{"name":"A","phone":"030 1234"}"#, true),
        (#"{"name":"A","phone":"030 1234","insurance":["x",1,true,null]}"#, true),
        (#"{"name":"A"}"#, false),
        (#"{"name":"A","email":""}"#, false),
        (#"{"email":"a@example.org"}"#, false),
        (#"{"name":"A","email":"a@example.org","website":"http://spam.example"}"#, false),
        (#"{"name":"A","email":"a@example.org","contactBy":"pigeon"}"#, false),
        (#"{"name":"A","email":"a@example.org","rendered-at":"yesterday"}"#, false),
        (#"{"name":"A","email":"a@example.org","more":{"nested":1}}"#, false),
    ]
}
