"""换届: which person an elected name means, and the posts that end and begin with a confirmed election.

Nothing is lost on the way: a name that nobody has matched stays on the worklist (`ElectedSeat.waiting`), before and after
the confirmation, until a post stands for it.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from cadres.enums import PostChangeKind, PostEnding, PostMode, PostSelection, Staffing, VillageSeat
from cadres.models import Person, Post, SeatMatch
from cadres.models.seat_match import NAMED
from cadres.services.people import lock_person, register_person
from cadres.services.postings import Posting, check_post, stretch
from league.core.audit import record
from organizations.enums import ElectionState
from organizations.models import Election, ElectionSeat, Organization, Term
from organizations.services.previews import listed
from organizations.services.records import chinese_date, describe, enqueue_refresh
from organizations.services.tree import lock_nodes


def namesakes(seat: ElectionSeat, user) -> QuerySet:
    """People of that name whom the user may see, those of the organisation first: whom the name may mean."""
    return Person.objects.visible_to(user).filter(name=seat.name).select_related("organization").order_by("org_path")


def register_elected(seat: ElectionSeat, *, sex: str, birth_on: date, on: date, actor) -> Person:
    """登记 an elected name of whom there is no record yet; the rest is filled in later."""
    fields = {"name": seat.name, "sex": sex, "birth_on": birth_on, "source": f"{seat.election}选举名单"}
    return register_person(seat.election.organization, fields=fields, on=on, actor=actor)


@transaction.atomic
def match_seat(seat: ElectionSeat, person: Person, *, actor) -> SeatMatch | Post:
    """对应人员: the elected name is this person. In a confirmed dossier the post is opened at once and returned."""
    lock_nodes(seat.election.organization)
    seat = ElectionSeat.objects.select_related("election__organization").select_for_update(of=("self",)).get(pk=seat.pk)
    person = lock_person(person)
    _refuse_match(seat, person)
    match = SeatMatch.objects.filter(seat=seat).select_related("person").first()
    if seat.election.state != ElectionState.CONFIRMED and match and match.person_id == person.pk:
        return match
    before = {"人员": str(match.person)} if match else {"人员": None}
    if match:
        match.person, match.revision = person, match.revision + 1
        match.save()
    else:
        match = SeatMatch.objects.create(seat=seat, person=person)
    record(actor, "seat_match.made", seat.election, before=before, after={"人员": str(person)}, seat=str(seat))
    if seat.election.state != ElectionState.CONFIRMED:
        return match
    return _open_late(seat, person, actor)


def _refuse_match(seat: ElectionSeat, person: Person) -> None:
    if not seat.elected or seat.election.state not in NAMED:
        raise ValidationError(f"{seat}不是已召开大会的换届的当选人，不需要对应人员。")
    if person.merged_into_id:
        raise ValidationError(f"{person}的档案已并入另一份档案，请选择现行的那一份。")
    standing = Post.objects.filter(seat=seat).select_related("person").first()
    if standing:
        raise ValidationError(f"{seat}已对应{standing.person}并登记任职，有误的请先在任职页面删去误登。")
    other = SeatMatch.objects.filter(seat__election=seat.election, person=person).exclude(seat=seat)
    other = other.filter(seat__position=seat.position).select_related("seat").first()
    if other:
        raise ValidationError(f"{person}已对应本次换届的{other.seat}，一人不能当选同一职务两次。")


def _open_late(seat: ElectionSeat, person: Person, actor) -> Post:
    """The term has begun already, and may have ended since: the post runs as long as it."""
    election = seat.election
    term = Term.objects.filter(election=election).first()
    if term is None:
        raise ValidationError(f"“{election}”没有对应的届次，不能登记任职。")
    posting = _posting(election, term, actor)
    post = _take_up(seat, person, term, posting)
    posting.keep(f"{election}：{person}任{post.place}")
    return post


def _posting(election: Election, term: Term, actor) -> Posting:
    return Posting(
        PostChangeKind.ELECT, election.organization, term.starts_on, f"{election}", election.reply_document, actor
    )


def _take_up(seat: ElectionSeat, person: Person, term: Term, posting: Posting) -> Post:
    """Open the post of an elected person; one entered ahead of the confirmation is taken for it."""
    held = Post.objects.filter(
        organization=term.organization, person=person, title=seat.position, starts_on=term.starts_on, seat=None
    )
    ahead = held.select_for_update(of=("self",)).select_related("person", "organization").first()
    if ahead is not None:
        return _adopt(ahead, seat, term, posting)
    former = Post.objects.filter(organization=term.organization, person=person).order_by("-starts_on").first()
    return posting.open(
        Post(
            person=person,
            organization=term.organization,
            title=seat.position,
            mode=former.mode if former else usual_mode(term.organization),
            staffing=former.staffing if former else Staffing.UNKNOWN,
            village_seat=former.village_seat if former else VillageSeat.UNKNOWN,
            village_role=former.village_role if former else "",
            selection=PostSelection.ELECTION,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            ending=PostEnding.TERM if term.ends_on else "",
            document=posting.document,
            term=term,
            seat=seat,
        )
    )


def _adopt(post: Post, seat: ElectionSeat, term: Term, posting: Posting) -> Post:
    before = describe(post, ("selection", "document", "term"))
    post.seat, post.term, post.selection = seat, term, PostSelection.ELECTION
    post.document = post.document or posting.document
    post.revision += 1
    check_post(post)
    post.save()
    record(
        posting.actor, "post.adopted", post, before=before, after=describe(post, ("selection", "document", "term")),
        document=posting.document, batch=posting.batch, election=str(seat.election),
    )  # fmt: skip
    return post


def usual_mode(organization: Organization) -> PostMode:
    """Members of a branch's committee have another occupation; of a committee nobody can tell."""
    return PostMode.PART_TIME if organization.kind in ("branch", "general_branch") else PostMode.UNKNOWN


def committee_of(organization: Organization, *, before: date) -> QuerySet:
    """Posts that an election ends: held on that day and begun earlier. Whoever is seconded, an intern or a student
    deputy stays."""
    rows = Post.objects.held(on=before).filter(organization=organization, starts_on__lt=before).elective()
    return rows.select_related("person", "organization").with_rank().order_by("rank", "pk")


def preview_confirmation(election: Election, begins_on: date) -> list[str]:
    """What confirming would do with posts, in sentences."""
    leaving = [str(post) for post in committee_of(election.organization, before=begins_on)]
    seats = list(election.seat_rows.filter(elected=True).select_related("match__person").order_by("order"))
    matched = [seat for seat in seats if hasattr(seat, "match")]
    waiting = [str(seat) for seat in seats if not hasattr(seat, "match")]
    found = []
    if leaving:
        found.append(f"上一届{len(leaving)}人的任职到{chinese_date(begins_on)}为止：{listed(leaving)}。")
    if matched:
        names = [f"{seat.match.person}（{seat.get_position_display()}）" for seat in matched]
        found.append(f"{len(matched)}名当选人自{chinese_date(begins_on)}起任职：{listed(names)}。")
    if waiting:
        found.append(
            f"{len(waiting)}名当选人还没有对应人员：{listed(waiting)}。批复后他们列入“当选待对应”，对应后即登记任职。"
        )
    return found


def follow_confirmation(election: Election, term: Term, actor) -> dict[str, tuple]:
    """Posts of the former committee end and those of the elected begin, both on the term's first day."""
    posting = _posting(election, term, actor)
    leaving = list(committee_of(election.organization, before=term.starts_on).select_for_update(of=("self",)))
    for post in leaving:
        posting.end(post, ending=PostEnding.TERM)
    matches = SeatMatch.objects.filter(seat__election=election, seat__elected=True)
    taken = [
        _take_up(match.seat, match.person, term, posting)
        for match in matches.select_related("seat__election", "person").order_by("seat__order")
    ]
    if leaving or taken:
        posting.keep(f"{election}：{len(leaving)}人离任，{len(taken)}人任职")
    return {"任职": ([str(post) for post in leaving] or None, [f"{post}{stretch(post)}" for post in taken] or None)}


def follow_correction(term: Term, former: date, actor) -> None:
    """The term's first day was corrected: posts that began with it, or ended for it, move along."""
    rows = Post.objects.select_for_update(of=("self",)).select_related("person", "organization")
    began = rows.filter(term=term, starts_on=former)
    ended = rows.filter(organization=term.organization, ends_on=former, ending=PostEnding.TERM).exclude(term=term)
    pairs = [*((post, "ends_on") for post in ended), *((post, "starts_on") for post in began)]
    if term.starts_on > former:
        # The later post makes room before the earlier one grows.
        pairs.reverse()
    for post, name in pairs:
        before = describe(post, (name,))
        setattr(post, name, term.starts_on)
        check_post(post)
        post.revision += 1
        post.save()
        record(actor, "post.corrected", post, before=before, after=describe(post, (name,)), reason=f"{term}任期起更正")
    if pairs:
        enqueue_refresh()
