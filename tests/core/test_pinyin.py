"""Search keys: what a name sounds like, as places, offices and people are called."""

import pytest

from league.core.pinyin import name_keys, search_key


def sound(key):
    return key.split("|")[1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("长安乡", "changanxiang"),
        ("长江村", "changjiangcun"),
        ("长青社区", "changqingshequ"),
        ("长龙村委会", "changlongcunweihui"),
        ("演陂镇长岭村", "yanbeizhenchanglingcun"),
        ("朝日村委会", "chaoricunweihui"),
        ("家长学校", "jiazhangxuexiao"),
        ("青少年成长中心", "qingshaonianchengzhangzhongxin"),
        ("村长", "cunzhang"),
        ("秘书长", "mishuzhang"),
        ("衡阳县农村商业银行", "hengyangxiannongcunshangyeyinhang"),
        ("重庆路社区", "chongqinglushequ"),
        ("界牌镇曾家村", "jiepaizhenzengjiacun"),
        ("单家冲", "shanjiachong"),
        ("开发区家园社区", "kaifaqujiayuanshequ"),
        ("解放村", "jiefangcun"),
    ],
)
def test_names_of_places_and_offices_are_read_as_people_say_them(name, expected):
    assert sound(search_key(name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("曾小红", "zengxiaohong"),
        ("单长青", "shanchangqing"),
        ("仇明", "qiuming"),
        ("朴英", "piaoying"),
        ("解放", "xiefang"),
        ("查良", "zhaliang"),
        ("区小明", "ouxiaoming"),
        ("尉迟恭", "yuchigong"),
        ("欧阳兰", "ouyanglan"),
        ("上官云", "shangguanyun"),
        ("单于丹", "chanyudan"),
        ("王查单", "wangchadan"),
        ("曾", "zeng"),
    ],
)
def test_names_of_people_begin_with_a_surname(name, expected):
    assert sound(name_keys(name)) == expected


def test_key_holds_name_pinyin_and_initials_of_every_name_once():
    assert search_key("长安乡", "", "长安乡", "长安A") == "长安乡|changanxiang|cax|长安a|changana|caa"
    assert name_keys("曾庆", "曾小庆") == "曾庆|zengqing|zq|曾小庆|zengxiaoqing|zxq"
    assert search_key() == ""


def test_key_never_outgrows_its_column():
    assert len(search_key("长" * 400)) == 500
