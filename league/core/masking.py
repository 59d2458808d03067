"""How much of a personal value a page, a file or a log shows. The only place that knows.

Full values are shown by a reasoned, logged view alone; see cadres.services.disclosure.
"""

STAR = "*"


def mask_id_number(number: str) -> str:
    """4304**********1234: first and last four, for those who keep the record."""
    return f"{number[:4]}{STAR * (len(number) - 8)}{number[-4:]}" if len(number) > 8 else STAR * len(number)


def mask_minor_id_number(number: str) -> str:
    """4304**************: a minor's last four are hidden as well outside the own branch."""
    return f"{number[:4]}{STAR * (len(number) - 4)}" if number else ""


def mask_exported_id_number(number: str) -> str:
    """**************1234: the last four, for files that leave the system."""
    return f"{STAR * (len(number) - 4)}{number[-4:]}" if len(number) > 4 else STAR * len(number)


def mask_phone(number: str) -> str:
    """138****5678."""
    return f"{number[:3]}{STAR * 4}{number[-4:]}" if len(number) == 11 else STAR * len(number)


def mask_email(address: str) -> str:
    """z***@example.cn."""
    name, at, place = address.partition("@")
    return f"{name[:1]}{STAR * 3}{at}{place}" if at else STAR * len(address)


def mask_name(name: str) -> str:
    """张**: for a person kept outside one's scope; a remark in brackets stays."""
    core, bracket, remark = name.partition("（")
    return f"{core[:1]}{STAR * (len(core) - 1)}{bracket}{remark}"


def year_month(day) -> str:
    """1995年5月: a birth date as pages and files show it; empty for None."""
    return f"{day.year}年{day.month}月" if day else ""
