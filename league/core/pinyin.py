"""Search keys: a Chinese name with its pinyin and initials, so that 西渡镇 is found by xidu and xdz.

pypinyin's phrase tables cost 75 µs a name and still read 朝日村 as zhao; a dictionary of single characters with the
few rules below costs some microseconds and is what a search box needs. A character has one reading: its most usual in
the names of places and offices, unless a word or a surname says otherwise.
"""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

# Readings in names of places and offices where the dictionary's first one is another.
USUAL = {"长": "chang", "都": "du", "佛": "fo"}

# 长 is a head or growth after these: 校长, 家长, 成长. After a place's or body's kind only at the end of the name,
# since 某镇长岭村 is a village: 镇长, 村长.
HEADED = frozenset("校家成生增会部局班组首酋")
HEADED_LAST = frozenset("村县镇乡市省州区团队科处股所站院厅行店厂社连营排书")

WORDS = {
    "银行": "yin hang",
    "商行": "shang hang",
    "支行": "zhi hang",
    "分行": "fen hang",
    "总行": "zong hang",
    "车行": "che hang",
    "行业": "hang ye",
    "行长": "hang zhang",
    "长者": "zhang zhe",
    "长孙": "zhang sun",
    "重庆": "chong qing",
    "重阳": "chong yang",
    "重新": "chong xin",
    "重建": "chong jian",
    "厦门": "xia men",
    "音乐": "yin yue",
    "声乐": "sheng yue",
    "乐器": "yue qi",
    "里堡": "li pu",
    "会计": "kuai ji",
    "调解": "tiao jie",
    "空调": "kong tiao",
    "六安": "lu an",
    "黄陂": "huang pi",
}

SURNAMES = {
    "曾": "zeng",
    "单": "shan",
    "仇": "qiu",
    "朴": "piao",
    "解": "xie",
    "查": "zha",
    "区": "ou",
    "盖": "ge",
    "种": "chong",
    "秘": "bi",
    "繁": "po",
    "缪": "miao",
    "员": "yun",
    "折": "she",
    "召": "shao",
    "覃": "qin",
    "黑": "he",
    "翟": "zhai",
    "祭": "zhai",
    "乜": "nie",
    "隗": "wei",
    "乐": "yue",
    "尉迟": "yu chi",
    "万俟": "mo qi",
    "澹台": "tan tai",
    "单于": "chan yu",
    "长孙": "zhang sun",
    "欧阳": "ou yang",
    "上官": "shang guan",
}
# A hamlet is named after a family: 曾家村, also after the township's name.
BEFORE_A_FAMILY = frozenset("镇乡村县")
# Names without any of these need no rule; they are most, and an import makes tens of thousands of keys.
TELLING = frozenset("长家") | {word[1] for word in WORDS}


def search_key(*names: str) -> str:
    """Lower-case names, their pinyin and their initials, separated by a bar; made for a `contains` search."""
    return _joined((name, _place_syllables(name)) for name in dict.fromkeys(filter(None, names)))


def name_keys(*names: str) -> str:
    """The search key of a person: like `search_key`, but each name begins with a surname and is read so (曾 zeng)."""
    return _joined((name, _person_syllables(name)) for name in dict.fromkeys(filter(None, names)))


def _joined(read) -> str:
    parts: list[str] = []
    for name, syllables in read:
        parts += [
            name.lower(),
            "".join(syllables),
            "".join(syllable[:1] for syllable in syllables),
        ]
    return "|".join(parts)[:500]


def _person_syllables(name: str) -> list[str]:
    for length in (2, 1):
        surname = name[:length]
        if surname in SURNAMES:
            return SURNAMES[surname].split() + _place_syllables(name[length:])
    return _place_syllables(name)


def _place_syllables(name: str) -> list[str]:
    if TELLING.isdisjoint(name):
        return [USUAL.get(character) or _syllable(character) for character in name]
    syllables: list[str] = []
    while len(syllables) < len(name):
        position = len(syllables)
        word = WORDS.get(name[position : position + 2])
        syllables += word.split() if word else [_reading(name, position)]
    return syllables


def _reading(name: str, position: int) -> str:
    """One character by its neighbours."""
    character = name[position]
    before, after = name[position - 1 : position], name[position + 1 : position + 2]
    if character == "长" and (before in HEADED or (before in HEADED_LAST and not after)):
        return "zhang"
    if after == "家" and character in SURNAMES and (not before or before in BEFORE_A_FAMILY):
        return SURNAMES[character]
    return USUAL.get(character) or _syllable(character)


@lru_cache(maxsize=40_000)
def _syllable(character: str) -> str:
    return lazy_pinyin(character, style=Style.NORMAL)[0].lower()
