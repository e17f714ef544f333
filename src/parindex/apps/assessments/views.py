"""Pages of rounds and of whole assessments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from parindex.apps.accounts.http import SignedIn
from parindex.apps.assessments import acts, assigning, finishing, handing, opening
from parindex.apps.assessments.acting import Actor
from parindex.apps.assessments.columns import item_columns
from parindex.apps.assessments.comparison import ComparisonTable, rows_of
from parindex.apps.assessments.forms import AssignForm, FileForm, ReasonForm, RoundForm, SeenForm
from parindex.apps.assessments.keeping import REPORTS
from parindex.apps.assessments.models import Assessment, FrozenRun, Round
from parindex.apps.assessments.narrowing import Narrowing
from parindex.apps.assessments.opening import RoundPlan
from parindex.apps.assessments.overview import overview
from parindex.apps.assessments.publishing import publish_results
from parindex.apps.assessments.queries import assessments_of, evidence_of, rounds
from parindex.apps.assessments.rules import OVERSEES_ROUND
from parindex.apps.assessments.seeing import with_last_year, with_points
from parindex.apps.assessments.states import AssessmentState
from parindex.apps.assessments.tables import (
    AssessmentsTable,
    RoundsTable,
    address_of_assessment,
    address_of_round,
)
from parindex.apps.criteria.queries import set_of
from parindex.apps.facts.queries import latest_batch
from parindex.apps.files.serving import handed_out
from parindex.apps.jobs.following import follow
from parindex.apps.jobs.services import ask
from parindex.apps.pages.forms import attempt
from parindex.apps.pages.listing import Listing, exported
from parindex.engine.values.problems import BadInput

AT_ONCE = 20
"""Units of a round whose opening or judging a visitor may wait for."""


def all_rounds(request: SignedIn) -> HttpResponse:
    """Every round."""
    return RoundsTable(request, rounds()).response("assessments/rounds.html")


def open_round(request: SignedIn) -> HttpResponse:
    """Open a round."""
    form = RoundForm(request.visitor, request.POST or None)
    if form.is_valid():
        answer = attempt(form, lambda: _open(request, form.plan()))
        if answer is not None:
            return answer
    return render(request, "assessments/open.html", {"form": form})


def _open(request: SignedIn, plan: RoundPlan) -> HttpResponse:
    """A small round at once, a large one by the worker."""
    by = Actor.asking(request)
    opening.check_plan(plan, by=by)
    if len(plan.units) > AT_ONCE:
        title = f"Mở đợt {plan.title} cho {len(plan.units)} đơn vị"
        order = acts.OpenRound.of(plan)
        return follow(request, ask(order, title, by=request.user, turn=f"open:{plan.code}"))
    made = opening.open_round(plan, by=by)
    opening.refresh_round(made)
    messages.success(request, f"Đã mở đợt {made.title}.")
    return redirect(address_of_round(made))


def one_round(request: SignedIn, round_: Round) -> HttpResponse:
    """A round: its phases, its facts, its units and how far they are."""
    latest = latest_batch(round_.year)
    context = {
        "round": round_,
        "set": set_of(round_.criteria),
        "newer": latest if latest and latest.pk != round_.facts_id else None,
        "sees_all": OVERSEES_ROUND.admits(request.visitor, round_),
        "approved": round_.assessments.filter(state=AssessmentState.FROZEN).count(),
        "units": round_.assessments.count(),
    }
    rows = with_points(assessments_of(round_), request.visitor, round_)
    rows = with_last_year(rows, request.visitor, round_)
    return AssessmentsTable(request, rows, round_).response("assessments/round.html", context)


def take_facts(request: SignedIn, round_: Round) -> HttpResponse:
    """Let the round stand on the latest facts of its year."""
    batch = latest_batch(round_.year)
    if batch is None:
        raise BadInput.of(
            f"số liệu năm {round_.year}", "chưa được đo", "Hãy đo số liệu ở trang «Số liệu» trước"
        )
    opening.take_facts(round_, batch, by=Actor.asking(request))
    round_ = Round.objects.get(pk=round_.pk)
    if round_.assessments.count() > AT_ONCE:
        title = f"Tính lại điểm tạm tính của đợt {round_.title}"
        order = acts.RefreshRound(round_.pk)
        return follow(request, ask(order, title, by=request.user, turn=f"refresh:{round_.pk}"))
    opening.refresh_round(round_)
    messages.success(request, "Đợt đã dùng số liệu mới nhất; điểm tạm tính đã được tính lại.")
    return redirect(address_of_round(round_))


def compare(request: SignedIn, round_: Round) -> HttpResponse:
    """All units of the round side by side."""
    table = ComparisonTable(request, rows_of(round_, request.visitor), round_)
    context = {
        "round": round_,
        "set": table.criteria_set,
        "sees_all": OVERSEES_ROUND.admits(request.visitor, round_),
    }
    return table.response("assessments/comparison.html", context)


def publish(request: SignedIn, round_: Round) -> HttpResponse:
    """The coordinator publishes the results."""
    publish_results(round_, by=Actor.asking(request))
    messages.success(request, "Đã công bố kết quả: mọi đơn vị xem được điểm đã phê duyệt.")
    return redirect(address_of_round(round_))


def assessment(request: SignedIn, found: Assessment) -> HttpResponse:
    """An assessment: its items by field, its points as they stand, what may be done now."""
    page = overview(found, request.visitor)
    narrowing = Narrowing.of(page, request.GET.dict())
    title = f"Các mục tự đánh giá {found.unit}"
    listing = Listing(request, "cac-muc", title, item_columns(page), narrowing.lines)
    if workbook := exported(listing):
        return workbook
    context = {
        "page": page,
        "narrowing": narrowing,
        "listing": listing,
        "fields": [(field, listing.ordered(lines)) for field, lines in narrowing.fields],
        "seen": SeenForm(initial={"seen": found.version}),
        "reason": ReasonForm(initial={"seen": found.version}, auto_id="ly-do-%s"),
        "file": FileForm(auto_id="van-thu-%s"),
    }
    return render(request, "assessments/assessment.html", context)


def assign(request: SignedIn, found: Assessment) -> HttpResponse:
    """Give items to units of the assessment, many at once."""
    form = AssignForm(found, request.POST or None)
    if form.is_valid():
        items = list(form.cleaned_data["items"])
        to, by = form.responsible(), Actor.asking(request)
        seen = form.cleaned_data["seen"]
        attempt(form, lambda: assigning.assign(found, items, to, seen, by=by))
        if form.is_valid():
            messages.success(request, f"Đã giao {len(items)} mục cho {to.unit}.")
            return redirect(request.path)
    page = overview(found, request.visitor)
    prefetch_related_objects(page.items, "contributors__unit")
    context = {"form": form, "page": page, "seen": assigning.assignment_of(found)}
    return render(request, "assessments/assign.html", context)


def check(request: SignedIn, found: Assessment) -> HttpResponse:
    """The coordinator found it complete."""
    return _step(request, found, finishing.check, "Đã trình lãnh đạo cơ quan.")


def approve(request: SignedIn, found: Assessment) -> HttpResponse:
    """The leader approves; the report is made."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        return redirect(address_of_assessment(found))
    finishing.require_freezable(found, by=Actor.asking(request))
    order = acts.Freeze(found.pk, form.cleaned_data["seen"])
    title = f"Phê duyệt, lập báo cáo: {found.unit}, {found.round}"
    return follow(request, ask(order, title, by=request.user, turn=f"freeze:{found.pk}"))


def send_back(request: SignedIn, found: Assessment) -> HttpResponse:
    """The leader gives it back."""
    return _reasoned(request, found, finishing.send_back, "Đã trả lại phòng điều phối.")


def reopen(request: SignedIn, found: Assessment) -> HttpResponse:
    """Open it again after approval."""
    return _reasoned(request, found, finishing.reopen, "Đã mở lại; kết quả đã chốt vẫn được giữ.")


def file(request: SignedIn, run: FrozenRun) -> HttpResponse:
    """The registry files the signed report."""
    form = FileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        raise BadInput.of("văn thư", "chưa đủ số, ngày, mã lần chấm và bản ký", "Hãy điền đủ")
    told = form.cleaned_data
    finishing.file(
        run,
        told["number"],
        told["issued_on"],
        told["signed"],
        told["printed"],
        by=Actor.asking(request),
    )
    messages.success(request, f"Đã ghi số {told['number']} và lưu bản ký.")
    return redirect(address_of_assessment(run.assessment))


def hand_over(request: SignedIn, run: FrozenRun) -> HttpResponse:
    """Have the handover file of a frozen run made."""
    handing.require_standing(run, by=Actor.asking(request))
    title = f"Gói bàn giao: {run.assessment.unit}, {run.assessment.round}"
    order = acts.HandOver(run.pk)
    return follow(request, ask(order, title, by=request.user, turn=f"hand-over:{run.pk}"))


def evidence(request: SignedIn, found: Assessment) -> HttpResponse:
    """Have the evidence of the assessment packed."""
    title = f"Gói minh chứng: {found.unit}, {found.round}"
    turn = f"evidence:{found.pk}:{request.user.pk}"
    return follow(request, ask(acts.PackEvidence(found.pk), title, by=request.user, turn=turn))


def round_evidence(request: SignedIn, round_: Round) -> HttpResponse:
    """How much evidence all units of the round have; have it packed."""
    amount = evidence_of(round_)
    if request.method == "POST":
        if not amount.uses:
            raise BadInput.of(round_, "chưa có minh chứng nào", "Hãy đợi các đơn vị gắn minh chứng")
        title = f"Gói minh chứng của cả đợt: {round_}"
        turn = f"round-evidence:{round_.pk}:{request.user.pk}"
        order = acts.PackRoundEvidence(round_.pk)
        return follow(request, ask(order, title, by=request.user, turn=turn))
    context = {"round": round_, "amount": amount, "units": round_.assessments.count()}
    return render(request, "assessments/evidence.html", context)


def report(request: SignedIn, found: tuple[FrozenRun, dict[str, Any]]) -> FileResponse:
    """A file of a frozen run, as it was made or signed."""
    _, kept = found
    return handed_out(REPORTS.place_of(kept["sha256"]), kept["name"])


def _step(
    request: SignedIn, found: Assessment, act: Callable[..., Any], words: str
) -> HttpResponse:
    form = SeenForm(request.POST)
    if form.is_valid():
        act(found, form.cleaned_data["seen"], by=Actor.asking(request))
        messages.success(request, words)
    return redirect(address_of_assessment(found))


def _reasoned(
    request: SignedIn, found: Assessment, act: Callable[..., Any], words: str
) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise BadInput.of("lý do", "chưa nêu lý do", "Hãy ghi rõ lý do rồi gửi lại")
    told = form.cleaned_data
    act(found, told["seen"], told["reason"], by=Actor.asking(request))
    messages.success(request, words)
    return redirect(address_of_assessment(found))
