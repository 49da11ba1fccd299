"""The rules for a sentence that is a note by what it says of its own text: "An earlier version of this article ..."."""

from tracker.model import NoteKind, NoteStatus
from tracker.text.note_rules import DECORATION, NoteRule
from tracker.text.note_words import DAYS, EARLIER, MISTAKEN, OF_THIS, THIS, VERSION, WORK, WRONGLY

_SAYING = (
    rf"(?:{WRONGLY}|mis(?!sing|sion)\w+|said|stated|gave|had|contained|included|referred|listed|identified|omitted|reported|corrected|named|described|attributed|put|"
    r"failed|quoted|used|claimed|suggested|implied|spelled|called|showed|indicated|placed|was|were|did\s+not|left\s+out|confused|transposed|carried|mentioned|rendered|printed|overstated|understated|exaggerated|conflated|overlooked)"
)
SENTENCE_RULES = (
    NoteRule("earlier-version", rf"\b{VERSION},?\s+(?:[\w-]+\s+){{0,6}}?{_SAYING}\b", NoteKind.CORRECTION),
    NoteRule(
        "in-earlier-version",
        rf"\b(?:{MISTAKEN}|{WRONGLY}|error|mistake|wrong|corrected|said|stated)\b.{{0,120}}\b(?:in|from|on)\s+(?:an?|the|some)\s+{EARLIER}{OF_THIS}",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "as-earlier-version",
        rf"\bas\s+(?:an?|the|stated\s+in\s+an?)\s+{EARLIER}{OF_THIS}\s*(?:{_SAYING}|\.)",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "amended",
        rf"\b{THIS}\s+(?:was|has\s+been|is)\s+(?:later\s+|since\s+|subsequently\s+)?(?:amended|corrected|revised\s+to\s+correct|updated\s+to\s+correct|changed\s+to\s+correct|edited\s+to\s+correct)\b",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "we-have-amended",
        rf"\bwe\s+have\s+(?:since\s+)?(?:amended|corrected)\s+(?:this|the)\s+{WORK}\b",
        NoteKind.CORRECTION,
    ),
    NoteRule("corrects", rf"\b{THIS}\s+(?:corrects|has\s+corrected)\b", NoteKind.CORRECTION),
    NoteRule(
        "originally",
        rf"\b{THIS}\s+(?:originally|initially|previously|first|{WRONGLY})\s+{_SAYING}",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "clarified",
        rf"\b{THIS}\s+(?:was|has\s+been)\s+(?:updated|amended|changed|edited)\s+(?:on\s+[^.\n]{{1,30}}\s+)?to\s+(?:further\s+)?clarify\b",
        NoteKind.CLARIFICATION,
        NoteStatus.INFO,
    ),
    NoteRule(
        "updated-to",
        rf"\b{THIS}\s+(?:was|has\s+been)\s+(?:later\s+|since\s+)?updated\b",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    NoteRule(
        "print-correction",
        rf"^{DECORATION}(?:an?|the|a\s+picture|because\s+of\s+an?\s+editing\s+error,\s+an?|due\s+to\s+an?\s+\w+\s+error,\s+an?)\s+(?:(?:news|picture|photo|front-page|business|sports|picture)\s+)?(?:article|caption|headline|column|obituary|item|story|editorial|review|chart|graphic|map)s?\b"
        rf"[^.\n]{{0,40}}\b(?:{DAYS}|on\s+page|in\s+some\s+(?:copies|editions))[^.\n]{{0,160}}\b(?:{MISTAKEN}|{WRONGLY}|omitted|rendered)",
        NoteKind.CORRECTION,
    ),
    NoteRule("inline-label", r"^(?-i:CORRECTION|CORRECTS|CLARIFICATION)\s*[:\u2014-]", NoteKind.CORRECTION),
    NoteRule(
        "paged", rf"\b(?:{MISTAKEN}|{WRONGLY})\b.*\([^()\n]{{0,80}}\bpage\s+\d+[^()\n]{{0,20}}\)", NoteKind.CORRECTION
    ),
    NoteRule(
        "in-a-piece",
        rf"\b(?:was|were)\s+(?:{MISTAKEN}|{WRONGLY})\b.{{0,80}}\bin\s+(?:an?|our|the|some)\s+(?:[\w.]+\s+){{0,4}}(?:article|review|column|caption|obituary|story|headline|feature|profile|interview)\b",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "dated-piece",
        rf"^{DECORATION}(?:(?:in|due\s+to|because\s+of|owing\s+to|through)\s+[^.\n]{{0,40}}?)?\b(?:the|an?)\s+{DAYS}[\w.,]*\s+(?:[\"\u201c\u2018'][^\"\u201d\n]{{1,60}}[\"\u201d\u2019']|(?:[\w.-]+\s+){{0,4}}(?:article|review|column|caption|obituary|story|headline|feature|profile|interview|newsletter|issue|edition|post))"
        rf"[^.\n]{{0,160}}\b(?:{MISTAKEN}|{WRONGLY}|omitted)",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "as-we-had-it",
        r"\bnot\s+[^.\n]{1,80}\bas\s+we\s+(?:had\s+it|said|stated|reported|wrote|have\s+it|printed)\b",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "we-misnamed",
        rf"(?:^|[.;]\s)\s*(?:in\s+(?:an?|the|our)\s+[^.\n]{{1,120}},?\s+)?we\s+(?:{MISTAKEN}|{WRONGLY})\b",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "regret",
        r"\b(?:the\s+\w+|we)\s+(?:regrets?|apologi[sz]es?\s+for)\s+(?:the|this|these)\s+(?:error|errors|mistake|mistakes)\s*(?:\.\s*$|:)",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "french",
        r"\b(?:une|la)\s+(?:premi\u00e8re\s+)?version\s+(?:pr\u00e9c\u00e9dente|ant\u00e9rieure|initiale|originale)?\s*(?:de\s+(?:cet|notre|l['\u2019])\s*article|de\s+ce\s+(?:texte|papier))|\bcontrairement\s+\u00e0\s+ce\s+que\s+nous\s+(?:avons|avions|indiquions|\u00e9crivions)|\bcet\s+article\s+a\s+\u00e9t\u00e9\s+(?:modifi\u00e9|corrig\u00e9|rectifi\u00e9|amend\u00e9)",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "french-update",
        r"\bcet\s+article\s+a\s+\u00e9t\u00e9\s+(?:mis\s+\u00e0\s+jour|actualis\u00e9)",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    NoteRule(
        "german",
        r"\bin\s+(?:einer|der)\s+(?:fr\u00fcheren|vorherigen|ersten|urspr\u00fcnglichen|\u00e4lteren|vorigen)\s+(?:version|fassung)|\bdiese[rs]?\s+(?:artikel|text|beitrag|meldung)\s+wurde\s+(?:nachtr\u00e4glich\s+|am\s+[^.\n]{1,20}\s+)?(?:korrigiert|berichtigt|ge\u00e4ndert)|\bwir\s+haben\s+(?:den\s+fehler|die\s+stelle|das|dies)\s+(?:korrigiert|berichtigt)",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "german-update",
        r"\bdiese[rs]?\s+(?:artikel|text|beitrag|meldung)\s+wurde\s+(?:\w+\s+)?aktualisiert",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    NoteRule(
        "spanish",
        r"\b(?:una|la|en\s+una)\s+(?:primera\s+versi\u00f3n|versi\u00f3n\s+(?:anterior|previa|original|inicial))\b|\b(?:este|esta)\s+(?:art\u00edculo|nota|noticia|texto|informaci\u00f3n)\s+(?:ha\s+sido|fue)\s+(?:corregid|modificad|rectificad|enmendad)[oa]",
        NoteKind.CORRECTION,
    ),
    NoteRule(
        "spanish-update",
        r"\b(?:este|esta)\s+(?:art\u00edculo|nota|noticia|texto|informaci\u00f3n)\s+(?:ha\s+sido|fue)\s+actualizad[oa]",
        NoteKind.UPDATE,
        NoteStatus.INFO,
    ),
    NoteRule(
        "russian",
        r"\b\u0432\s+(?:\u043f\u0440\u0435\u0434\u044b\u0434\u0443\u0449\u0435\u0439|\u043f\u0435\u0440\u0432\u043e\u043d\u0430\u0447\u0430\u043b\u044c\u043d\u043e\u0439|\u0440\u0430\u043d\u043d\u0435\u0439|\u043f\u0435\u0440\u0432\u043e\u0439|\u0438\u0441\u0445\u043e\u0434\u043d\u043e\u0439)\s+\u0432\u0435\u0440\u0441\u0438\u0438\b|\b\u0440\u0430\u043d\u0435\u0435\s+\u0432\s+(?:\u0442\u0435\u043a\u0441\u0442\u0435|\u0441\u0442\u0430\u0442\u044c\u0435|\u043c\u0430\u0442\u0435\u0440\u0438\u0430\u043b\u0435|\u043d\u043e\u0432\u043e\u0441\u0442\u0438|\u0437\u0430\u043c\u0435\u0442\u043a\u0435)\s+(?:\u043e\u0448\u0438\u0431\u043e\u0447\u043d\u043e|\u043d\u0435\u0432\u0435\u0440\u043d\u043e)",
        NoteKind.CORRECTION,
    ),
)
