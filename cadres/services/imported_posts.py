"""What goes along with posts from a workbook: the consultation about a post learns of the appointment, as on the pages."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q

from cadres.models import Consultation, Post
from cadres.models.consultation import CONSULTED
from cadres.services.consultations import follow_post, forget_post, settle_post
from league.core.importing.lookups import chunked


def follow_posts(new: Iterable[int], changed: Iterable[int], *, actor) -> None:
    """Posts were added and changed, by their keys. A post that ended before anybody asked is an earlier one."""
    same = {name: OuterRef(name) for name in ("person", "organization", "title")}
    open_requests = Consultation.objects.standing().filter(appointed_on__isnull=True, **same)
    about = open_requests.filter(Q(asked_on__lt=OuterRef("ends_on")))
    for chunk in chunked(new):
        posts = Post.objects.filter(pk__in=chunk, title__in=CONSULTED)
        waited_for = posts.filter(Exists(about) | Q(Exists(open_requests), ends_on__isnull=True))
        for post in waited_for.order_by("starts_on", "pk"):
            follow_post(post, actor=actor)
    for chunk in chunked(changed):
        moved = Post.objects.filter(pk__in=chunk).exclude(consultation__appointed_on=F("starts_on"))
        for post in moved.filter(consultation__isnull=False):
            settle_post(post, actor=actor)


def forget_posts(keys: Iterable[int], *, actor) -> None:
    """The import is taken back: no appointment followed the consultations after all."""
    for chunk in chunked(keys):
        for post in Post.objects.filter(pk__in=chunk, consultation__isnull=False):
            forget_post(post, actor=actor)
