"""What no appraisal may score by: learning time, likes, log-ins, check-ins, forwards.

The rules that bind these offices forbid it. An item is judged by the indicator that feeds it, whose declaration may
say that it is never scored, and by its words.
"""

from __future__ import annotations

import re
import unicodedata

from cadres import figures
from cadres.models import AppraisalItem

CLAUSE = (
    "《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）规定，不得以点赞量、投票数、转发量、学习时长等作为考核评价依据，"
    "不得把打卡签到、积分排名、在线时长设为强制要求"
)
# What is forbidden, and the words by which it is known. Spaces between characters do not hide a word.
FORBIDDEN = {
    "学习时长": r"学习(时长|时间|积分|人次|频次|次数|排名)|在线(时长|时间)|观看(时长|时间|次数|人次)|学习率|参学率|完学率|大学习",
    "点赞": r"点赞|集赞|获赞|投票数|关注数|粉丝",
    "登录": r"登录|登陆|上线率|活跃度|日活|月活|访问量|浏览量|点击量|阅读量|播放量|下载量|安装率",
    "打卡": r"打卡|签到|步数",
    "转发": r"转发|转载量|分享(率|数|次|量)|评论(率|数|次|量)|留言(数|次|量)|朋友圈",
}
PATTERNS = {name: re.compile(pattern) for name, pattern in FORBIDDEN.items()}


def plain_words(text: str) -> str:
    """The text without what could hide a word in it: spaces and punctuation between characters."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def forbidden_word(text: str) -> str:
    """Which forbidden thing the text speaks of; empty for none."""
    plain = plain_words(text)
    return next((name for name, pattern in PATTERNS.items() if pattern.search(plain)), "")


def item_refusal(item: AppraisalItem) -> str:
    """Why the item may not be scored, with the clause; empty when it may."""
    if item.indicator:
        choice = figures.choice_of(item.indicator)
        if choice is not None and choice.never_scored:
            return f"“{choice.label}”不得作为考核项目。{choice.never_scored}。请改用反映工作实绩的指标。"
        text = f"{choice.label if choice else ''}。{item.title}。{item.standard}"
    else:
        text = f"{item.title}。{item.standard}"
    if word := forbidden_word(text):
        return f"“{item.title}”涉及{word}，不得作为考核项目。{CLAUSE}。请改为反映工作实绩的内容。"
    return ""
