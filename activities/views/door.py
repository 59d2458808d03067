"""The organiser's screen at the door: a code that changes every minute, as a picture to scan and as digits to type."""

from __future__ import annotations

import base64
import io

import segno
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from activities.enums import Direction
from activities.models import Activity, CheckIn, SignUp
from activities.services.door_codes import STEP, door_code
from league.core.views.base import Page, get_permitted_or_404


def qr_picture(text: str) -> str:
    """A QR code as an address of an SVG picture, drawn here without any script."""
    buffer = io.BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", scale=8, border=3)
    return f"data:image/svg+xml;base64,{base64.b64encode(buffer.getvalue()).decode()}"


class DoorView(Page):
    """The page reloads itself, so that a tablet at the door needs nobody; `?direction=out` shows the code for leaving."""

    model = Activity
    permission = "activities.keep_door"

    def open(self) -> None:
        """Load the activity through the door of the scope."""
        rows = Activity.objects.select_related("organization", "volunteer_call")
        self.object = get_permitted_or_404(rows, self.kwargs["pk"], self.request.user, self.permission)

    def get_title(self) -> str:
        """For which."""
        return f"现场签到：{self.object}"

    def get_crumbs(self):
        """The activity above."""
        return [(str(self.object), f"{self.object.get_absolute_url()}?tab=volunteers")]

    @method_decorator(never_cache)
    def get(self, request, *args, **kwargs):
        """The picture, the digits, and how many have come."""
        asked = request.GET.get("direction")
        direction = Direction.OUT if asked == Direction.OUT else Direction.IN
        at, activity = timezone.now(), self.object
        code = door_code(activity.pk, direction, at=at)
        address = request.build_absolute_uri(reverse("volunteering:door", args=[activity.code, direction, code]))
        came = CheckIn.objects.standing().filter(sign_up__activity=activity, direction=direction).count()
        context = self.get_context() | {
            "object": activity,
            "direction": direction,
            "other": Direction.IN if direction == Direction.OUT else Direction.OUT,
            "picture": qr_picture(address),
            "address": address,
            "code": f"{code[:3]} {code[3:]}",
            "came": came,
            "expected": SignUp.objects.filter(activity=activity).seated().count(),
            # Half a step: whoever lifts the telephone has at least a minute and a half.
            "seconds": STEP // 2,
        }
        return render(request, "activities/volunteers/door.html", context)
