/** What must hold, in German. */
import type { Rules } from "../rules.ts"

export const rules: Rules = {
  I1: {
    name: "keine verlorene Bestellung",
    says: "Jede Bestellung, die ein Kanal seinem Käufer bestätigt hat, steht genau einmal im OMS und endet abgeschlossen, oder sie wird storniert und der Käufer erfährt es.",
  },
  I2: {
    name: "keine erfundene Bestellung",
    says: "Jede Bestellung im OMS, in einem Lager oder im ERP geht auf genau eine Bestellung eines Kanals zurück.",
  },
  I3: {
    name: "keine doppelte Bestellung",
    says: "Zu einer Bestellung eines Kanals gibt es im OMS höchstens eine laufende Bestellung, wie oft sie auch zugestellt wurde.",
  },
  I4: {
    name: "unverfälschter Inhalt",
    says: "Artikel, Mengen und Beträge im OMS und im ERP sind die einer Fassung, die der Kanal verkauft hat; Sets werden gepackt, wie es jemand festgelegt hat; kein Lager bekommt mehr, und das OMS führt so viele Einheiten, wie die letzte Fassung hat, die es angenommen hat.",
  },
  I5: {
    name: "Bestand geht nicht verloren",
    says: "Jede Bestandsbuchung geht auf, kein vorhandener Bestand ist negativ, und am Ende stimmen Lager, ERP, Lieferanten und Sendungen überein.",
  },
  I6: {
    name: "Zugeteiltes ist vorhanden",
    says: "Ein Lager teilt nie mehr zu, als vorhanden ist: Was beim Kommissionieren oder bei einer Zählung fehlt, wird sofort aufgegeben.",
  },
  I7: {
    name: "kein Überverkauf",
    says: "Jede angenommene Einheit wird bald reserviert, als Rückstand vorgemerkt oder storniert; was reserviert ist, ist durch Bestand gedeckt; nichts wartet für immer.",
  },
  I8: {
    name: "Reservierungen enden",
    says: "Einheiten, die für eine Bestellung zurückgelegt sind, werden genau einmal verwendet oder freigegeben, und wenn die Bestellung zu Ende ist, bleibt keine übrig.",
  },
  I9: {
    name: "Kanäle zeigen, was da ist",
    says: "Am Ende zeigt jeder Kanal, was alle Standorte über den Sicherheitsbestand hinaus zusagen können, abzüglich des Puffers dieses Kanals.",
  },
  I10: {
    name: "kein doppelter Einzug",
    says: "Von einer Bestellung wird nicht mehr eingezogen, als autorisiert war, und nicht mehr behalten als ihr Gesamtbetrag.",
  },
  I11: {
    name: "Versand nur gegen Zahlung",
    says: "Eine Sendung zu einer Bestellung des Shops geht erst ab, wenn so viel eingezogen ist, wie das Haus verlassen hat; wird erst danach eingezogen, dann erst, wenn so viel autorisiert ist.",
  },
  I12: {
    name: "Geld geht nicht verloren",
    says: "Von jeder Bestellung gilt: Was eingenommen und weder erstattet noch durch eine Rückbuchung verloren wurde, ist das, was berechnet und weder gutgeschrieben noch ausgebucht wurde, und nichts bleibt offen.",
  },
  I13: {
    name: "einmal entschädigt",
    says: "Wer storniert, zurückgesandt oder etwas nie bekommen hat, hat dafür Geld oder Ware, rechtzeitig und nur einmal.",
  },
  I14: {
    name: "Hauptbuch ausgeglichen",
    says: "Die Zeilen jeder Geldbuchung ergeben in jeder Währung zusammen null, und ebenso die Summen- und Saldenliste.",
  },
  I15: {
    name: "jeder Vorgang einmal gebucht",
    says: "Zu Sendungen, Einzügen, Erstattungen, Auszahlungen, Abrechnungen, Wareneingängen und Rechnungen der Frachtführer gibt es im ERP jeweils genau eine Buchung.",
  },
  I16: {
    name: "Abrechnung geht auf",
    says: "Zu jedem Stichzeitpunkt steht auf dem Verrechnungskonto, was der Zahlungsdienstleister vor seinen Gebühren als ausstehend und als verfügbar führt, abgesehen von dem, was erst einer von beiden gebucht hat; von jeder Abrechnung ist so viel gebucht, wie der Marktplatz gezahlt hat.",
  },
  I17: {
    name: "ein Etikett je Paket",
    says: "Jedes Paket, das versandt wird, hat genau ein Versandetikett, das nicht zurückgegeben wurde.",
  },
  I18: {
    name: "wahre Sendungsauskunft",
    says: "Ein Käufer erfährt von Versand oder Zustellung erst, wenn Lager oder Paketdienst es sagt, und kein Paket geht einen Schritt zurück, es sei denn, etwas ist schiefgegangen.",
  },
  I19: {
    name: "Zusage einmal gehalten",
    says: "Jede Bestellung geht bis zum zugesagten Zeitpunkt ab, oder ihr Käufer erfährt einmal, dass sie es nicht tut; nichts wird ihm zweimal geschrieben.",
  },
  I20: {
    name: "Stornierung beachtet",
    says: "Von einer stornierten Bestellung verlässt nichts ein Lager, und jeder Käufer, der stornieren will, bekommt eine Antwort.",
  },
  I21: {
    name: "Wiederholung schadet nicht",
    says: "Was zugestellt und gut beantwortet wurde, wird in einem zweiten Lauf noch einmal zugestellt: Jedes Objekt endet im selben Zustand und jedes Konto mit demselben Saldo.",
  },
  I22: {
    name: "Reihenfolge schadet nicht",
    says: "Webhooks über verschiedene Objekte überholen einander in einem zweiten Lauf, in dem niemand auf Bestand wartet: Jedes Objekt endet im selben Zustand und jedes Konto mit demselben Saldo.",
  },
  I23: {
    name: "Systeme stimmen überein",
    says: "Ist eine Bestellung im OMS zu Ende, stimmen ihr Kanal und das ERP am Ende darin überein, ob sie versandt oder storniert wurde.",
  },
  I24: {
    name: "begrenzter Aufwand",
    says: "Ein Aufruf wird höchstens 14-mal versucht; wer hört, dass es zu viele Anfragen waren, wartet bis zur nächsten Sekunde; wer eine begründete Ablehnung bekommen hat, fragt nicht öfter als 100-mal nach demselben.",
  },
  I25: {
    name: "Ursache und Befugnis",
    says: "Alles geht auf eine Nachricht, eine Handlung oder den Anfangsstand zurück; auf Konten bucht nur, wem sie gehören; Namen in den Zeilen verraten weder Personen noch Geheimnisse.",
  },
  I26: {
    name: "Nebenbücher stimmen",
    says: "Bei jedem Abschluss stehen auf den Forderungs- und Verrechnungskonten genau die Summen der offenen Rechnungen und der noch nicht ausgezahlten Einzüge, Erstattungen und Rückbuchungen.",
  },
  I27: {
    name: "alles kommt zur Ruhe",
    says: "Wenn nichts mehr zu tun ist, wartet nichts mehr auf ein anderes System, auf jemanden im Lager oder auf eine Frist.",
  },
  I28: {
    name: "Wünsche werden beantwortet",
    says: "Wer eine Stornierung oder eine Änderung wünscht, erfährt, was daraus wird.",
  },
}
