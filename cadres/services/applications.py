"""What an applicant does without an account: apply, and take the application back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cadres.enums import ApplicationAction, HomeCondition
from cadres.models import Application, Opening, RecruitmentDrive, Wish
from cadres.models.application import ID_NUMBER, PHONE
from cadres.services.application_moves import move_application
from cadres.services.recruitment_drives import lock_drive
from league.core.audit import record
from league.core.crypto import keyed_hash
from league.core.pinyin import search_key
from league.core.tokens import random_code, token_digest
from organizations.services.records import enqueue_refresh

FIELDS = (
    "name", "sex", "birth_on", "id_number", "phone", "college", "major", "level", "graduates_in", "home_division",
    "statement",
)  # fmt: skip
AGAIN = (
    "所填手机号或身份证号在本次招募中已有报名，每人只能报名一次。如是您本人报的，请用报名成功时给出的专用链接查看或撤回；"
    "链接遗失、或您没有报过名，请按公告上的咨询方式联系主办单位。"
)


@transaction.atomic
def apply_for(
    drive: RecruitmentDrive, *, fields: dict[str, Any], openings: Sequence[Opening], token: str, at: datetime
) -> Application:
    """报名 at that moment, for openings in the order of the wishes. Nobody is logged in: the log says 系统."""
    drive = lock_drive(drive)
    on = timezone.localdate(at)
    _check_conditions(drive, fields, on)
    wished = _check_wishes(drive, openings, on)
    phone, id_number = fields["phone"], fields.get("id_number", "").upper()
    if Application.objects.of_same_person(drive, phone=phone, id_number=id_number).exists():
        raise ValidationError(AGAIN, code="again")
    application = Application(
        drive=drive, code=_free_code(drive), phone_hash=keyed_hash(phone, PHONE),
        id_number_hash=keyed_hash(id_number, ID_NUMBER), search_key=search_key(fields["name"]), applied_on=on,
        consent_version=drive.consent_version, consented_at=at, token_hash=token_digest(token),
        **(fields | {"id_number": id_number}),
    )  # fmt: skip
    application.full_clean()
    application.save(force_insert=True)
    wishes = [Wish(application=application, opening=opening, rank=rank) for rank, opening in enumerate(wished, 1)]
    Wish.objects.bulk_create(wishes)
    record(
        None, "application.submitted", application,
        after={"志愿": [str(opening) for opening in wished], "同意的知情同意书版本": drive.consent_version},
        drive=drive.title,
    )  # fmt: skip
    enqueue_refresh()
    return application


def _check_conditions(drive: RecruitmentDrive, fields: dict[str, Any], on: date) -> None:
    if refusal := drive.window_refusal(on=on):
        raise ValidationError(refusal, code="window")
    if refusal := drive.age_refusal(fields["birth_on"], on=on):
        raise ValidationError({"birth_on": refusal})
    if drive.home_condition == HomeCondition.COUNTY and not fields.get("home_division"):
        raise ValidationError({"home_division": "本次招募限本县籍，请选择户籍所在乡镇；不是本县籍的不能报名。"})


def _check_wishes(drive: RecruitmentDrive, openings: Sequence[Opening], on: date) -> list[Opening]:
    if not openings:
        raise ValidationError("请至少填写一个志愿。")
    if len(openings) > drive.wishes:
        raise ValidationError(f"本次招募每人最多填{drive.wishes}个志愿。")
    if len({opening.pk for opening in openings}) < len(openings):
        raise ValidationError("同一岗位只能填一次，请改填其他岗位或留空。")
    keys = [opening.pk for opening in openings]
    standing = Opening.objects.standing(on=on).filter(drive=drive).in_bulk(keys)
    if gone := [str(opening) for opening in openings if opening.pk not in standing]:
        raise ValidationError(f"岗位“{'”“'.join(gone)}”已撤回，请改填其他岗位。")
    return [standing[key] for key in keys]


def _free_code(drive: RecruitmentDrive) -> str:
    while True:
        code = f"{drive.code}-{random_code(6)}"
        if not Application.objects.filter(code=code).exists():
            return code


def withdraw_application(application: Application, *, on: date) -> Application:
    """撤回报名 by the applicant: consent ends, and with it the personal fields; a seat that was held is free again."""

    def release(fresh: Application) -> None:
        if placement := getattr(fresh, "placement", None):
            placement.delete()
        erase(fresh, on=on)

    return move_application(
        application, ApplicationAction.WITHDRAW, beside=release, reason="本人撤回", actor=None
    )  # fmt: skip


def erase(application: Application, *, on: date) -> None:
    """Take out what tells who it was. College, level, home and state stay for the figures; the link keeps working."""
    application.name = f"{application.name[:1]}**"
    application.birth_on = None
    application.search_key = ""
    for name in ("id_number", "id_number_hash", "phone", "phone_hash", "statement"):
        setattr(application, name, "")
    application.erased_on = on
    application.save()
