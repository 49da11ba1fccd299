"""Seeded texts and edits for the laws: news-like prose, nasty characters, and random changes to both."""

from random import Random

BODIES = "the council,the ministry,the mayor of Lund,a court in Graz,the water board,Acme Inc.,Gen. Ada Holm".split(",")
DEEDS = "approved,rejected,delayed,praised,published,cut,reopened,questioned,funded,withdrew".split(",")
THINGS = (
    "the draft budget,a plan for 1,200 homes,the flood report,its contract with the port,the U.S. bridge deal,"
    "the inquiry into the fire,three new schools,a tax on sugar,the night trains,the old harbour wall"
).split(",")
TIMES = "on Monday,last week,in 2019,on Sept. 12,after a long debate,without a vote,at 5 p.m.,for a second time".split(
    ","
)
TAILS = (
    ", its office said,, despite protests in the north,; nobody objected, (note: the name may be wrong),"
    " for “the sake of peace”,, worth $1.5 million,"
).split(",,")
NASTY = ["\n", "  ", "“", "”", "'", "(", ")", "[", "]", "…", "é", "中文。", "\u00a0", "‘", "’", "*", "|", "<b>", "`"]

HOSTILE = {  # pieces of which a text is made that could hurt a reader
    "dots": ".",
    "dots apart": ". ",
    "question marks": "?",
    "no spaces": "ab.Cd",
    "opening brackets": "(",
    "mixed brackets": "([",
    "references": ".[1]",
    "no line end": "word ",
    "initials": "A. ",
    "times": "At 5 p.m. Mr. ",
    "Chinese": "我。",
    "sic": "[sic] ",
    "open notes": "(note: ",
    "labels": "Correction: ",
    "short lines": "a\n",
    "numbers": "1) a ",
    "an earlier version": "an earlier version of this ",
}


def sentence(random: Random) -> str:
    """Make a news-like sentence."""
    body, deed, thing = random.choice(BODIES), random.choice(DEEDS), random.choice(THINGS)
    made = f"{body} {deed} {thing} {random.choice(TIMES)}{random.choice(TAILS)}".strip(", ")
    return made[0].upper() + made[1:] + random.choice([".", ".", ".", "?", "!"])


def text(random: Random) -> str:
    """Make a text of up to a dozen sentences in paragraphs, now and then with nasty characters in it."""
    parts = []
    for _ in range(random.randrange(1, 13)):
        parts.append(sentence(random))
        parts.append(random.choice([" ", " ", "\n", "\n\n"]))
    made = "".join(parts[:-1])
    for _ in range(random.choice([0, 0, 1, 4])):
        place = random.randrange(len(made) + 1)
        made = made[:place] + random.choice(NASTY) + made[place:]
    return made


def edited(old: str, random: Random) -> str:
    """Change a text at random: words, sentences, order, characters."""
    sentences = old.split(". ")
    for _ in range(random.randrange(4)):
        place = random.randrange(len(sentences))
        match random.randrange(6):
            case 0:
                sentences.insert(place, sentence(random).rstrip("."))
            case 1 if len(sentences) > 1:
                sentences.pop(place)
            case 2:
                sentences.insert(random.randrange(len(sentences)), sentences.pop(place))
            case 3:
                words = sentences[place].split(" ")
                words[random.randrange(len(words))] = random.choice(["seven", "not", "Oslo", "the", ""])
                sentences[place] = " ".join(words)
            case 4:
                sentences[place] = sentences[place].replace("'", "’").replace("“", '"')
            case _:
                cut = random.randrange(len(sentences[place]) + 1)
                sentences[place] = sentences[place][:cut] + random.choice(NASTY) + sentences[place][cut:]
    return ". ".join(sentences)
