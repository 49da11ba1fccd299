"""Small word lists that tell what a changed word is about. All lower case."""

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
DAY_WORDS = frozenset("today yesterday tomorrow tonight overnight noon midnight weekend midday dawn dusk".split())
PERIODS = frozenset(
    "day days week weeks month months year years decade decades century morning afternoon evening night spring summer "
    "autumn fall winter quarter".split()
)
PERIOD_POINTERS = frozenset("last next this previous past coming following earlier later".split())
# As they are written inside a sentence; those of German with a capital. "sept" is a number too, "mars" is not Mars.
FOREIGN_DATES = frozenset(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Jänner Februar März Mai Juni Juli August "
    "Oktober Dezember heute gestern morgen vorgestern lundi mardi mercredi jeudi vendredi samedi dimanche janvier février "
    "mars avril juin juillet août septembre octobre novembre décembre aujourd'hui hier demain lunes martes miércoles jueves "
    "viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre hoy "
    "ayer mañana lunedì martedì mercoledì giovedì venerdì domenica gennaio febbraio aprile maggio giugno luglio settembre "
    "ottobre novembre dicembre oggi ieri domani segunda-feira terça-feira quarta-feira quinta-feira sexta-feira janeiro "
    "fevereiro março maio junho julho setembro outubro novembro dezembro hoje ontem amanhã maandag dinsdag woensdag "
    "donderdag vrijdag zaterdag zondag januari februari maart mei juni juli augustus oktober december vandaag gisteren".split()
)
ZONES = frozenset("gmt utc est edt cst pst bst cet".split())
CLOCK = frozenset("a.m p.m am pm".split()) | ZONES

NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million "
    "millions billion billions trillion trillions dozen dozens half third thirds quarter quarters double doubled triple tripled "
    "twice thrice once first second fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth single both pair couple several few many most "
    "all every none percent percentage "
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend million millionen milliarde milliarden hälfte "
    "drittel viertel dutzend doppelt prozent deux trois quatre cinq huit neuf dix onze douze vingt trente quarante cinquante "
    "mille milliard milliards moitié tiers dizaine dizaines centaine centaines milliers pourcent dos tres cuatro cinco seis "
    "siete ocho nueve diez doce veinte treinta cuarenta cincuenta cien mil millón millones miles mitad tercio docena docenas "
    "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig "
    "neunzig treize quatorze quinze soixante trece catorce quince dieciséis diecisiete dieciocho diecinueve sesenta setenta "
    "ochenta noventa "
    "два две три четыре пять шесть семь восемь девять десять сто тысяча тысяч тысячи миллион миллионов миллиард".split()
)
UNITS = frozenset(
    "percent percentage point points degree degrees mile miles kilometer kilometers kilometre kilometres km meter meters metre "
    "metres foot feet inch inches yard yards acre acres hectare hectares ton tons tonne tonnes kilogram kilograms kg gram grams "
    "pound pounds ounce ounces lb lbs liter liters litre litres gallon gallons barrel barrels hour hours minute minutes second "
    "seconds mph kph kmh watt watts megawatt megawatts gigawatt gigawatts celsius fahrenheit dollar dollars euro euros ruble "
    "rubles rouble roubles yen yuan rupee rupees cent cents mm cm mw gw kw".split()
)

NEGATIONS = frozenset(
    "not no never neither nor none nobody nothing nowhere without cannot can't don't doesn't didn't won't wouldn't isn't aren't "
    "wasn't weren't hasn't haven't hadn't shouldn't couldn't mustn't needn't ain't unable unlikely refuse refuses refused refusing "
    "deny denies denied denying fail fails failed failing lack lacks lacked lacking hardly barely scarcely except unless "
    "nicht kein keine keinen keinem keiner nie niemals niemand nichts ohne ne pas jamais aucun aucune personne non ni nunca "
    "jamás ningún ninguna ninguno nadie tampoco не нет ни никогда никто без".split()
)
HEDGES = frozenset(
    "may might would could possibly perhaps probably likely unlikely apparently reportedly allegedly alleged purported purportedly "
    "supposedly seemingly seems seem seemed appears appear appeared suggest suggests suggested suspected believed thought "
    "estimated potentially potential presumably expected rumored rumoured "
    "unconfirmed preliminary certain certainly definitely clearly apparent presumed supposed ostensibly evidently "
    "mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher angeblich angebliche angeblichen vermutlich möglicherweise wohl soll "
    "sollen aurait auraient serait seraient présumé présumée présumés probablement prétendument presunto presunta presuntos "
    "presuntamente supuesto supuesta supuestamente probablemente habría habrían podría podrían".split()
)
ROUGHLY = frozenset(
    "about around roughly approximately nearly almost some circa over under up etwa rund ungefähr environ quelque unas unos".split()
)  # hedges before a number
ATTRIBUTIONS = frozenset(
    "said says say told tells according announced announces stated states claimed claims claim alleges asserted asserts "
    "insisted insists admitted admits acknowledged acknowledges conceded concedes argued argues reported reports warned warns "
    "confirmed confirms denied denies declared declares emphasized emphasised stressed explained added noted wrote quoted citing cited "
    "cites revealed disclosed suggested maintained vowed pledged promised accused accuses "
    "sagte sagten sagt behauptete behaupteten behauptet erklärte erklärten räumte laut zufolge dit disent affirmé affirme "
    "déclaré déclare assuré assure selon avoué reconnu dijo dijeron dice afirmó afirma aseguró reconoció admitió declaró "
    "según сказал сказала сказали заявил заявила заявили сообщил сообщила сообщили".split()
)

# Words that change how a sentence is said and not what it says.
SMALL_WORDS = frozenset(
    "with around a an the this that these those of to in on at by for into onto upon as and so than too also "
    "is are was were be been being am has have had having do does did it its itself they them their there here "
    "which who whom whose what when where while whereas although though however moreover furthermore meanwhile indeed "
    "thus hence therefore still just even very quite rather really actually such other own well now "
    "among through during within about we us our you your "
    "will i me my additionally besides again ever it's".split()
)

# Small words whose coming or going says something all the same.
TELLING_SMALL = frozenset("other again own".split())
# What says that something is, and what says that it was: where they trade places, what is told has changed.
TENSES = (
    (frozenset({"is", "are", "am", "isn't", "aren't"}), frozenset({"was", "were", "wasn't", "weren't"})),
    (frozenset({"has", "have"}), frozenset({"had"})),
)
HAVE = frozenset({"has", "have", "had"})

# What corrections are written with, whatever they are about.
CORRECTING = frozenset(
    "correction corrections corrected corrects correct clarification clarified clarifies erratum errata version versions earlier "
    "previous original originally initial article story report post piece page item column text misstated misstates misspelled "
    "misspelt misidentified misattributed misreported incorrectly incorrect inaccurately wrongly wrong mistakenly mistake error "
    "errors said stated gave given reported contained contains updated update was because due editing editor production "
    "not no he she of mr mrs ms dr".split()
)

# Hedges before a number that say the same.
ABOUT = dict.fromkeys(
    "around roughly approximately some circa etwa rund ungefähr environ quelque unas unos".split(), "about"
)
ABOUT |= {"almost": "nearly"}

# What a full stop behind does not end a sentence.
TITLES = frozenset("mr mrs ms dr sen rep gov gen lt col maj capt sgt prof rev st".split())

# What a Roman numeral counts.
COUNTED = frozenset(
    "article chapter part act title section phase type class category schedule annex appendix volume book tier".split()
)
# What stands before a dollar sign to say whose dollars they are.
DOLLARS = frozenset("a au c ca hk nz nt r s us".split())
# Words that a capital makes a name: of a party, a people, a country, a town.
NAMED_BY_CAPITAL = frozenset(
    "labour labor conservative conservatives liberal liberals democrat democrats democratic republican republicans green "
    "may brown grant will chad ice greens socialist socialists communist communists nationalist nationalists independent unionist polish "
    "turkey china chile jersey guinea mali jordan georgia cork bath reading nice mobile apple amazon shell target orange "
    "meta oracle visa sprint gap subway guardian times sun independence congress church orthodox march bush".split()
)

# Ways to spell one word: what is often misspelt, and what was spelt otherwise before a reform.
SPELLINGS = tuple(
    frozenset(group.split("/"))
    for group in (
        "seperate/separate seperated/separated seperately/separately definately/definitely accomodate/accommodate "
        "accomodation/accommodation occured/occurred occurence/occurrence recieve/receive recieved/received beleive/believe "
        "goverment/government govenor/governor parliment/parliament enviroment/environment neccessary/necessary "
        "untill/until tommorow/tomorrow tommorrow/tomorrow begining/beginning comittee/committee commitee/committee "
        "existance/existence independant/independent maintainance/maintenance publically/publicly recomend/recommend "
        "refered/referred succesful/successful successfull/successful sucess/success suprise/surprise supress/suppress "
        "wich/which whith/with teh/the thier/their adress/address agressive/aggressive appearence/appearance arguement/argument "
        "assasination/assassination calender/calendar catagory/category cemetary/cemetery collegue/colleague concious/conscious "
        "consistant/consistent correspondance/correspondence critisism/criticism desparate/desperate dissapear/disappear "
        "dissapoint/disappoint embarass/embarrass embarassment/embarrassment experiance/experience facist/fascist "
        "foriegn/foreign fourty/forty garantee/guarantee guage/gauge happend/happened harrass/harass harrassment/harassment "
        "hygeine/hygiene immediatly/immediately incidently/incidentally inteligence/intelligence interupt/interrupt "
        "knowlege/knowledge liason/liaison lisence/licence mispell/misspell millenium/millennium noticable/noticeable "
        "ocasion/occasion offical/official officals/officials oppurtunity/opportunity paralell/parallel persistant/persistent "
        "politican/politician posession/possession prefered/preferred presance/presence privelege/privilege "
        "questionaire/questionnaire reccomend/recommend rember/remember resistence/resistance rythm/rhythm sargent/sergeant "
        "sieze/seize similiar/similar strenght/strength temperture/temperature transfered/transferred truely/truly "
        "unforseen/unforeseen vaccum/vacuum wierd/weird pubic/public its/it's there/their there/they're their/they're "
        "your/you're judgement/judgment acknowledgement/acknowledgment ageing/aging cheque/check kerb/curb tyre/tire "
        "tyres/tires sceptic/skeptic sceptical/skeptical plough/plow airplane/aeroplane jewellery/jewelry mum/mom "
        "storey/story licence/license practise/practice enquiry/inquiry enquiries/inquiries gaol/jail programme/program "
        "learnt/learned burnt/burned spelt/spelled whisky/whiskey yogurt/yoghurt grey/gray greys/grays offence/offense "
        "offences/offenses manoeuvre/maneuver manoeuvres/maneuvers mould/mold artefact/artifact artefacts/artifacts "
        "aluminium/aluminum pyjamas/pajamas skilful/skillful wilful/willful fulfil/fulfill enrol/enroll instalment/installment "
        "sulphur/sulfur moustache/mustache cosy/cozy draught/draft reelect/re-elect reelected/re-elected reelection/re-election "
        "spokeman/spokesman spokewoman/spokeswoman thefore/therefore minster/minister kiev/kyiv "
        "daß/dass muß/muss mußte/musste mußten/mussten läßt/lässt ließ/liess wußte/wusste bißchen/bisschen fluß/fluss "
        "schluß/schluss beschluß/beschluss prozeß/prozess ausschuß/ausschuss kuß/kuss paß/pass haß/hass "
        "sólo/solo guión/guion éste/este ésta/esta ése/ese ésa/esa aquél/aquel"
    ).split()
)

# What says of a word what it has to do with the next.
PREPOSITIONS = frozenset("to for at on in of with through within from into onto by as".split())

# Pairs that an editor swaps without changing what is said.
SYNONYMS = tuple(
    frozenset(group.split())
    for group in (
        "big large great",
        "if whether",
        "shut closed",
        "car vehicle",
        "film movie",
        "cut reduce reduced",
        "about around",
        "he they",
        "she they",
        "his their",
        "her their",
        "after following",
        "before ahead",
        "over more",
        "up to",
        "will would",
        "begin start begins starts began started beginning starting commence commenced",
        "buy purchase bought purchased",
        "show demonstrate showed demonstrated shows demonstrates",
        "help assist helped assisted aid aided",
        "use utilize utilise used utilized utilised using",
        "need require needed required needs requires",
        "get obtain got obtained",
        "end finish ended finished conclude concluded",
        "important significant",
        "quick fast rapid swift",
        "quickly fast rapidly swiftly",
        "people persons",
        "child kid",
        "children kids",
        "try attempt tried attempted",
        "whilst while",
        "toward towards",
        "among amongst",
        "make create made created",
        "give provide gave provided",
        "keep retain kept retained",
        "choose select chose selected",
        "highlight underscore highlights underscores highlighted underscored emphasize emphasized",
    )
)


DIGITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split(),
        [str(number) for number in (*range(21), *range(30, 100, 10))],
        strict=True,
    )
)
# Of other languages, but for what is a word of English too: "seize", "cent", "once".
FOREIGN_DIGITS = {
    word: figure
    for figure, words in (
        ("2", "zwei deux dos"),
        ("3", "drei trois tres"),
        ("4", "vier quatre cuatro"),
        ("5", "fünf cinq cinco"),
        ("6", "sechs seis"),
        ("7", "sieben siete"),
        ("8", "acht huit ocho"),
        ("9", "neun neuf nueve"),
        ("10", "zehn dix diez"),
        ("11", "elf onze"),
        ("12", "zwölf douze doce"),
        ("13", "dreizehn treize trece"),
        ("14", "vierzehn quatorze catorce"),
        ("15", "fünfzehn quinze quince"),
        ("16", "sechzehn dieciséis"),
        ("17", "siebzehn dix-sept diecisiete"),
        ("18", "achtzehn dix-huit dieciocho"),
        ("19", "neunzehn dix-neuf diecinueve"),
        ("20", "zwanzig vingt veinte"),
        ("30", "dreißig trente treinta"),
        ("40", "vierzig quarante cuarenta"),
        ("50", "fünfzig cinquante cincuenta"),
        ("60", "sechzig soixante sesenta"),
        ("70", "siebzig setenta"),
        ("80", "achtzig ochenta"),
        ("90", "neunzig noventa"),
        ("100", "hundert cien"),
        ("1000", "tausend mille mil"),
    )
    for word in words.split()
}
_ORDINAL_WORDS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth".split()
)
ORDINALS = {"first": "1st", "third": "3rd"} | {
    word: f"{number}th" for number, word in enumerate(_ORDINAL_WORDS, start=3) if number > 3
}
FIGURES = DIGITS | FOREIGN_DIGITS | ORDINALS  # number words that are written in figures too
