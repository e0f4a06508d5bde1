/**
 * The words that invented people and streets are made of: common names of many languages, with the letters that break systems.
 */

export const givenNames: readonly string[] = (
  "Mary James Patricia Robert Linda Michael Barbara David Susan William Jessica Richard Karen Thomas Sarah Daniel Nancy " +
  "Matthew Margaret Anthony Betty Mark Ashley Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin " +
  "Amanda Brian Melissa George Deborah Oliver Stephanie Harry Rebecca Freya Laura Alfie Chloe Aisha Imran Priya Arjun Mei " +
  "José María Zoë Chloë Renée André François Élodie Benoît Anaïs Jürgen Jörg Käthe Günther Björn Åsa Søren Mårten Øyvind " +
  "Łukasz Małgorzata Zbigniew Jiří Šárka Tomáš László Zsófia Ștefan Iñaki Núria João Conceição Seán Siobhán Þóra " +
  "Nguyễn Thảo Ayşe Oğuz Jean-Luc Anne-Marie D'Arcy Mary-Kate Αλέξανδρος Ελένη Дмитрий Ольга 太郎 美咲 서연 慧敏"
).split(" ")

export const familyNames: readonly string[] = (
  "Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Jackson Martin Thompson White Harris " +
  "Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner " +
  "Phillips Campbell Parker Evans Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Reed Bailey Bell Ward " +
  "Patel Khan Singh Ahmed Okafor Mensah Kim Chen Null True Test Li Wu Ng " +
  "O'Brien O’Connor McDonald MacLeod D'Angelo Müller Schröder Weiß Groß Großmann Jäger Königsmann Sørensen Ødegård Ångström " +
  "Björklund Núñez Ibáñez Peña Muñoz García-Márquez Gonçalves Simões Lefèvre Hébert Dubois-Moreau Béranger Łuczak " +
  "Wiśniewski Dvořák Černý Novák Kovács Szűcs Țepeș Öztürk Şahin Yılmaz Trần Phạm Wolfeschlegelsteinhausenbergerdorff " +
  "Cholmondeley-Featherstonehaugh Παπαδόπουλος Иванова 山田 佐藤 김 王"
).split(" ")

/** Particles that stand before a few family names and are written small. */
export const particles: readonly string[] = ["van der", "de la", "von", "dos", "bin", "St."]

export const streetNames = {
  english:
    "High Street|Oak Avenue|Station Road|Church Lane|Main St|Maple Dr|2nd Ave|Park Road|Victoria Street|Mill Lane|Elm St NW|Old Kent Road|St. James's Street|Sunset Blvd|County Road 12|The Crescent|King's Row|Martin Luther King Jr. Blvd|Llanbadarn Road|Rathmines Road Lower",
  french:
    "rue de l'Église|avenue Victor-Hugo|boulevard Saint-Michel|rue du Général-de-Gaulle|place d'Armes|chemin des Prés|quai de la Fosse|rue Neuve",
  german:
    "Königstraße|Bahnhofstr.|Am Alten Markt|Münsterplatz|Schillerstraße|Straße des 17. Juni|Lange Gasse|Torsgatan|Kerkstraat|Østergade|Nørrebrogade",
  spanish:
    "Calle Mayor|Avenida de la Constitución|C/ San Andrés|Paseo de Gracia|Via Garibaldi|Corso Vittorio Emanuele II|Rua Augusta|Rua de São Bento",
} as const

export type StreetStyle = keyof typeof streetNames

/** `#` is a number below 30, `@` a letter. */
export const secondLines: Readonly<Record<StreetStyle, readonly string[]>> = {
  english: [
    "Apt #@",
    "Apt. #",
    "Flat #",
    "Unit #",
    "Suite #00",
    "#nd Floor",
    "Flat @, rear entrance",
    "c/o Front Desk",
    "Bldg @ Apt #",
  ],
  french: ["Bât. @", "Appt. #", "#e étage", "Résidence Les Lilas, porte @"],
  german: ["2. OG links", "Hinterhaus", "# tr.", "c/o Müller", "Whg. #"],
  spanish: ["#º @", "Esc. @, pta. #", "Bajo dcha.", "Interno #", "#.º Esq."],
}

/** What people type into the second address line that is no part of an address. */
export const remarks: readonly string[] = [
  "ring twice",
  "leave with neighbour",
  "gate code 4711#",
  "N/A",
  "-",
  "attn. goods-in",
]
