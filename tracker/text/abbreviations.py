"""Words whose full stop often does not end a sentence, by what may follow them. All lower case, no last dot."""

# A name or a noun follows: never the end of a sentence when a word comes after.
TITLES = frozenset(
    "mr mrs ms mx dr drs prof rev fr hon messrs mmes st ste mt ft gen col maj capt cmdr cpl sgt lt adm brig pvt sen sens rep reps "
    "gov govs pres supt insp det atty amb asst sec-gen lt-gen maj-gen lt.-gen vice-adm rear-adm msgr sr-lt herr "
    "hr fr frl dipl-ing ing mag dir mme mlle mgr m.d sra srta dra sres ул им тов проф акад ген डॉ श्री श्रीमती".split()
)

# Never the end: something must follow.
INSIDE = frozenset(
    "vs v e.g i.e eg ie cf viz al resp ca approx esp incl excl aka a.k.a née "
    "z.b d.h u.a v.a bzw ggf vgl sog evtl inkl p.ej т.е т.к напр см ee av د".split()
)

# The end unless a number follows: "No. 5", "Sept. 12", "p. 40".
BEFORE_NUMBER = frozenset(
    "no nos n\u00b0 n\u00ba nr num ext p pp pg vol vols fig figs sec secs sect art arts ch chap chs eq eqs tab ex op para paras c "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "art abs s str kap bd pág págs núm стр рис гл д кв корп".split()
)

# The end only where the next word is one that opens sentences: "Acme Inc. He", but "Acme Inc. President".
EITHER = frozenset(
    "inc ltd co corp bros cos jr sr esq dept univ assn ave blvd rd hwy bldg est gov't int'l nat'l ph.d m.d b.a m.a "
    "m.sc b.sc ll.b d.phil a.m p.m am pm b.c a.d b.c.e c.e mass calif conn ariz ala ark colo del fla ga ill ind kan ky "
    "la md me mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo n.y n.j n.c s.c n.d s.d n.h n.m w.va "
    "d.c u.s u.k u.n e.u u.s.a u.s.s.r s.a s.p.a a.g st sq "
    "bspw dgl s.a.r.l ee.uu г г.г гг в.в вв др пр руб тыс млн млрд".split()
)

# Units: as those, in small letters only ("Mm. Hot out." is two sentences).
UNITS = frozenset("ft in lb lbs oz mi km cm mm kg hrs hr min mins".split())

# The end unless a small letter follows: "bread, wine, etc. and", "etc. Bread".
UNLESS_LOWER = frozenset("etc usw u.s.w".split())

# Times of day: no end where one stands at the front of a sentence ("At 5 a.m. Mr. Smith left").
TIMES = frozenset("a.m p.m am pm".split())

# What goes on after a time of day: "5 p.m. Monday", "5 p.m. Eastern time".
DAYS_AND_ZONES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "eastern central mountain pacific greenwich moscow beijing tokyo local".split()
)

# Names that end in an exclamation mark.
NAMES_WITH_MARKS = frozenset("yahoo jeopardy wham yum oklahoma".split())

# Words that open sentences far more often than they continue a name.
OPENERS = frozenset(
    "the a an this that these those there here he she it they we you i his her its their our my your "
    "in on at by for from with after before during since until while when where as if although though because "
    "but and or so yet nor however meanwhile moreover furthermore nevertheless instead also then still now "
    "what who why how which whose both each every all some many most several few another other no not one two "
    "according among despite under over within without between into through is are was were do does did can could "
    "will would should may might have has had to of let please such more than just only even once "
    "der die das ein eine er sie es wir ihr sein in im am auf mit nach bei aber und doch "
    "le la les un une il elle ils elles on ce cette ces mais et dans en pour par avec selon "
    "el los las una uno ella ellos pero y en con por para según "
    "он она оно они это этот эта в на по с и но а из за при после все так когда также кроме однако тогда там здесь мы вы".split()
)

# Of those, the ones that no title or street stands before.
SUBJECTS = frozenset("the he she it they we this these those but и он она они der die das er sie es".split())

# German: what makes a number with a full stop an ordinal.
GERMAN_BEFORE_ORDINAL = frozenset("der die das den dem des im vom zum zur beim ein eine einen ihr sein".split())
GERMAN_AFTER_ORDINAL = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember "
    "jahrhundert jahrhunderts weltkrieg weltkriegs bundesliga klasse platz runde".split()
)
