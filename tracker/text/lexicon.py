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
CLOCK = frozenset("a.m p.m am pm gmt utc est edt cst pst bst cet".split())

NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million "
    "millions billion billions trillion trillions dozen dozens half third thirds quarter quarters double doubled triple tripled "
    "twice thrice once first second fourth fifth sixth seventh eighth ninth tenth single both pair couple several few many most "
    "all every none majority minority percent percentage".split()
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
    "nicht kein keine nie ne pas jamais non не нет ни никогда".split()
)
HEDGES = frozenset(
    "may might will would could would possibly perhaps probably likely unlikely apparently reportedly allegedly alleged purported purportedly "
    "supposedly seemingly seems seem seemed appears appear appeared suggest suggests suggested suspected believed thought "
    "estimated potentially potential presumably expected rumored rumoured "
    "unconfirmed preliminary certain certainly definitely clearly".split()
)
ROUGHLY = frozenset(
    "about around roughly approximately nearly almost some circa over under up".split()
)  # hedges before a number
ATTRIBUTIONS = frozenset(
    "said says say told tells according announced announces stated states claimed claims claim alleges asserted asserts "
    "insisted insists admitted admits acknowledged acknowledges conceded concedes argued argues reported reports warned warns "
    "confirmed confirms denied denies declared declares emphasized emphasised stressed explained added noted wrote quoted citing cited "
    "cites revealed disclosed suggested maintained vowed pledged promised accused accuses".split()
)

# Words that change how a sentence is said and not what it says.
SMALL_WORDS = frozenset(
    "with around a an the this that these those of to in on at by for into onto upon as and but so yet then than too also "
    "is are was were be been being am has have had having do does did it its itself they them their there here "
    "which who whom whose what when where while whereas although though however moreover furthermore meanwhile indeed "
    "thus hence therefore still just even very quite rather really actually such each other another own same well now "
    "among through during within about we us our you your "
    "i me my additionally besides again ever".split()
)

# Pairs that an editor swaps without changing what is said.
SYNONYMS = tuple(
    frozenset(group.split())
    for group in (
        "big large great",
        "since because",
        "if whether",
        "shut close closed",
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
        "he they",
        "she they",
        "his their",
        "her their",
        "begin start begins starts began started beginning starting commence commenced",
        "buy purchase bought purchased",
        "show demonstrate showed demonstrated shows demonstrates",
        "help assist helped assisted aid aided",
        "use utilize utilise used utilized utilised using",
        "need require needed required needs requires",
        "get obtain got obtained",
        "near close",
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
