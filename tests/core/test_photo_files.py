"""Files of photos: tickets for pictures that wait for their form, twins, and the sweeping of what nobody names."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils.datastructures import MultiValueDict

from league.core.forms.pictures import PicturesField, Posted
from league.core.images import PictureRefused
from league.core.photo_files import Kept, keep, same_pictures, sweep_photos, used_again
from organizations.models import HomePhoto
from tests.core.photos import drawn, from_a_phone, upload
from tests.factories.organizations_homes import HomePhotoFactory, YouthHomeFactory


def cleaned(*files, tickets=(), **options):
    """The field after a post, and what it complains of."""
    field = PicturesField(required=False, **options)
    try:
        field.clean(Posted(list(files), list(tickets)))
    except Exception as error:  # noqa: BLE001 - what is raised is compared below
        return field, error.messages
    return field, []


def test_name_of_the_file_tells_nothing():
    kept = keep(upload(name="张三家访.jpg"))

    assert "张三" not in kept.picture + kept.thumbnail
    assert kept.picture != keep(upload()).picture
    with default_storage.open(kept.picture) as file:
        assert file.read(2) == b"\xff\xd8"


def test_file_is_made_once_however_often_its_form_is_cleaned():
    file = upload()

    assert keep(file) is keep(file)


def test_ticket_brings_the_picture_back():
    kept = keep(upload(from_a_phone()))

    assert Kept.of_ticket(kept.ticket) == kept
    assert kept.data_url.startswith("data:image/jpeg;base64,/9j/")


@pytest.mark.parametrize("ticket", ["", "nonsense", "eyJwaWN0dXJlIjoieCJ9:1tXyZ0:abc"])
def test_forged_ticket_is_refused(ticket):
    with pytest.raises(PictureRefused, match="请重新选择"):
        Kept.of_ticket(ticket)


def test_field_names_the_wrong_file_and_keeps_the_good_one():
    field, errors = cleaned(upload(name="好.jpg"), upload(b"GIF89a", name="坏.jpg"))

    assert errors == ["“坏.jpg”不是照片，或者格式不能使用。请上传JPG、PNG 或 WebP 格式的照片。"]
    assert len(field.kept) == 1


def test_field_takes_the_same_picture_once_and_not_too_many():
    field, errors = cleaned(upload(), upload(), tickets=[keep(upload()).ticket])
    assert (len(field.kept), errors) == (1, [])

    _, errors = cleaned(upload(drawn(colour="red")), upload(drawn(colour="blue")), limit=1)
    assert errors == ["一次最多1张，请去掉1张。"]


def test_picture_comes_back_with_its_form():
    field = PicturesField(required=False)
    posted = field.widget.value_from_datadict(MultiValueDict(), MultiValueDict({"photos": [upload()]}), "photos")
    field.clean(posted)

    html = field.widget.render("photos", field.bound_data(posted, None))

    assert html.count('name="photos_kept"') == 1
    assert 'src="data:image/jpeg;base64,' in html


def test_required_field_asks_for_a_photo():
    field = PicturesField()

    with pytest.raises(Exception, match="请选择照片"):
        field.clean(Posted([], []))


def test_same_picture_elsewhere_is_found_inside_the_scope_only(cast):
    own, other = YouthHomeFactory(responsible=cast.township), YouthHomeFactory(responsible=cast.neighbour)
    photos = [HomePhotoFactory(home=home, content=drawn()) for home in (own, own, other)]
    HomePhotoFactory(home=own)

    def again(user):
        return set(HomePhoto.objects.visible_to(user).filter(used_again(HomePhoto, user)))

    assert same_pictures(photos[:1], cast.staff) == photos[1:]
    assert same_pictures(photos[:1], cast.secretary) == photos[1:2]
    assert same_pictures(photos[2:], cast.neighbour_secretary) == []
    assert again(cast.staff) == set(photos)
    assert again(cast.secretary) == set(photos[:2])
    assert again(cast.neighbour_secretary) == set()


def test_only_old_files_without_a_row_are_swept_away(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = HomePhotoFactory(home=YouthHomeFactory(responsible=cast.township))
    old, fresh = keep(upload()), keep(upload(drawn(colour="red")))
    at = datetime.now(UTC)
    for name in (old.picture, old.thumbnail, photo.picture.name):
        before = (at - timedelta(days=3)).timestamp()
        os.utime(default_storage.path(name), (before, before))

    assert sweep_photos(at=at) == 2
    names = (old.picture, old.thumbnail, fresh.picture, photo.picture.name)
    assert [default_storage.exists(name) for name in names] == [False, False, True, True]
    assert sweep_photos(at=at) == 0
