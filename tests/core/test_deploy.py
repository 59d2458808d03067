"""What the reverse proxy of the guide keeps out of its log, and how much it lets through."""

import re
from pathlib import Path

from django.conf import settings
from django.urls import get_resolver

from league.core.forms.pictures import PicturesField
from league.core.images import MAX_BYTES
from league.core.tokens import new_token
from organizations.forms.homes import HomeCheckForm
from tests.scope.routes import walk

NGINX = (Path(settings.BASE_DIR) / "deploy" / "nginx.conf").read_text()
UNLOGGED = re.compile(re.search(r'"~(.+)" 0;', NGINX).group(1))


def addresses():
    """An address of every route; secret links with a token."""
    for _, pattern, _ in walk(get_resolver()):
        if "<str:token>" in pattern:
            yield True, "/" + pattern.replace("<str:token>", new_token())
        else:
            yield False, "/" + pattern


def test_secret_links_alone_stay_out_of_the_access_log():
    wrong = [address for is_secret, address in addresses() if bool(UNLOGGED.search(address)) != is_secret]

    assert wrong == []
    assert UNLOGGED.search(f"/static/css/public.css https://league.example.gov.cn/recruitment/own/{new_token()}/")


def test_a_check_with_all_its_photos_passes():
    fields = HomeCheckForm(user=None).fields.values()
    photos = sum(
        1 if "capture" in field.widget.attrs else field.limit for field in fields if isinstance(field, PicturesField)
    )
    limit = int(re.search(r"client_max_body_size (\d+)m;", NGINX).group(1)) * 1024 * 1024

    assert photos == 16
    assert limit > photos * MAX_BYTES
