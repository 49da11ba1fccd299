"""What must stand in a text for a rule to be tried at all."""

import re

# What a paragraph's start, a sentence or a bracket must hold for any rule to be tried: plain small words, so that
# looking for them costs next to nothing.
LABEL_CUES: tuple[str, ...] = (
    *"correct retract amend eds: errat corrig rectif korrektur berichtigung richtigstellung correcci clarif pr\u00e9cis klarstell aclarac".split(),
    *"updat aktualisier actualiza note ndlr n.d anm hinweis nota edit publish record refile withdrawn kill transl t.n tn n. trans".split(),
    *(
        "fe de err",
        "mise \u00e0 jour",
        "mis \u00e0 jour",
        "\u0438\u0441\u043f\u0440\u0430\u0432\u043b",
        "\u043f\u043e\u043f\u0440\u0430\u0432\u043a",
        "\u043e\u043f\u0440\u043e\u0432\u0435\u0440\u0436",
    ),
    *(
        "\u0443\u0442\u043e\u0447\u043d\u0435\u043d",
        "\u043e\u0431\u043d\u043e\u0432\u043b",
        "\u043f\u0440\u0438\u043c",
        "\u043e\u0442 \u0440\u0435\u0434\u0430\u043a\u0446\u0438\u0438",
    ),
)
SENTENCE_CUES: tuple[str, ...] = (
    *"version edition amended corrects corrected originally initially previously updated incorrectly wrongly".split(),
    *"mistakenly erroneously inaccurately misst missp misid misna misat misch misre misqu misla omitted rendered".split(),
    *"retract withdrawn removed unpublished revised changed edited modified refiled reversed transposed footnote".split(),
    *"regret apologi contrairement fassung wurde korrigiert versi\u00f3n corregid modificad rectificad enmendad".split(),
    *(
        "as we ",
        "we earlier",
        "a correction",
        "record straight",
        "taken down",
        "was added",
        " page ",
        " gave ",
        "cet article",
        "vers\u00e3o",
        "versione",
        "versie",
        "corrigid",
        "actualizad",
        "clarif",
        "\u0432\u0435\u0440\u0441\u0438\u0438",
        "\u0440\u0430\u043d\u0435\u0435",
    ),
)
BRACKET_CUE = re.compile(
    r"note|nota|in\s+(?:the\s+)?original|anm|hinweis|\bn\.?b|sic\b|rect|read\b|lege\b|lies\b|lire\b|l\u00e9ase|\bed[.s:'\u2019]|[\u2014\u2013-]\s*ed|editor|ndlr|n\.?\s?d|red\.|"
    r"trans|\btr\.|t\.?n\.?\s*[:\u2014\u2013-]|correct|errat|corrig|korrekt|clarif|version|edition|amended|refil|remov|delet|extraneous|should|"
    r"possib|probab|likely|perhaps|presum|apparent|maybe|abbrev|acronym|mis|typo|error|mean|right\s|wrong|incorrect|outdated|obsolete|^adds|^updates|^recasts|^rewrites|intend|refer|slip|mondegreen|uncertain|unknown|unclear|unverif|unconf|illegib|garbled|sp\.?\s?\?|spelling|name\?|"
    r"^sp\.?$|^ph(?:on)?\.?$|\u0442\u0430\u043a\s|phonetic|inaudib|unintell|indis|crosstalk|unverst|inint|updated?\b|edited|\u043f\u0440\u0438\u043c|\u0440\u0435\u0434|\u043d\u0435\u0440\u0430\u0437",
    re.IGNORECASE,
)
