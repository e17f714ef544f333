from __future__ import annotations

from parindex.apps.access.routes import route
from parindex.apps.access.rules import SIGNED_IN, Rule
from parindex.apps.evidence import parts, serving, views
from parindex.apps.evidence.permits import (
    ATTACHES,
    EDITS,
    READS,
    READS_PLACE,
    REGISTERS,
    USE_DETACHED,
    USE_JUDGED,
    USE_KNOWN,
    of_document,
)
from parindex.apps.evidence.places import place_at
from parindex.apps.evidence.queries import (
    document_by_key,
    file_by_key,
    pair_of,
    use_by_key,
)
from parindex.apps.evidence.staging import upload_by_key

app_name = "evidence"

_FORM = ("GET", "POST")
_KNOWN_PAIR = Rule(
    "người xem được văn bản và nơi dùng", lambda visitor, pair: pair.known_to(visitor)
)
_ATTACHES_PAIR = Rule(ATTACHES.words, lambda visitor, pair: ATTACHES.test(visitor, pair.place))
_FILE_READ = of_document(READS)
_OWN_UPLOAD = Rule("người đang tải tệp lên", lambda visitor, up: visitor.account == up.account_id)

urlpatterns = [
    route("", views.documents, name="documents", rule=SIGNED_IN),
    route("moi/", views.register, name="register", rule=REGISTERS, methods=_FORM),
    route(
        "<uuid:pk>/",
        views.document,
        name="document",
        rule=READS,
        of=document_by_key,
        known_to=READS,
    ),
    route(
        "<uuid:pk>/sua/",
        views.edit,
        name="edit",
        rule=EDITS,
        methods=_FORM,
        of=document_by_key,
        known_to=READS,
    ),
    route(
        "<uuid:pk>/ban-moi/",
        views.add_file,
        name="add_file",
        rule=EDITS,
        methods=_FORM,
        of=document_by_key,
        known_to=READS,
    ),
    route(
        "<uuid:pk>/rut/",
        views.withdraw,
        name="withdraw",
        rule=EDITS,
        methods=_FORM,
        of=document_by_key,
        known_to=READS,
    ),
    route(
        "tep/<uuid:pk>/",
        serving.download,
        name="download",
        rule=_FILE_READ,
        of=file_by_key,
        known_to=_FILE_READ,
    ),
    route(
        "tep/<uuid:pk>/xem/",
        serving.show,
        name="show",
        rule=_FILE_READ,
        of=file_by_key,
        known_to=_FILE_READ,
    ),
    route("tai-len/", parts.begin, name="begin_upload", rule=REGISTERS, methods=("POST",)),
    route(
        "tai-len/<uuid:pk>/",
        parts.receive,
        name="upload",
        rule=_OWN_UPLOAD,
        methods=("GET", "PUT"),
        of=upload_by_key,
        known_to=_OWN_UPLOAD,
    ),
    route(
        "cho/<path:key>/nop/",
        views.submit,
        name="submit",
        rule=ATTACHES & REGISTERS,
        methods=_FORM,
        of=place_at,
        known_to=READS_PLACE,
    ),
    route(
        "cho/<path:key>/chon/",
        views.choose,
        name="choose",
        rule=ATTACHES,
        of=place_at,
        known_to=READS_PLACE,
    ),
    route(
        "cho/<path:key>/gan/<uuid:document>/",
        views.attach,
        name="attach",
        rule=_ATTACHES_PAIR,
        methods=_FORM,
        of=pair_of,
        known_to=_KNOWN_PAIR,
    ),
    route(
        "cho/<path:key>/",
        views.place,
        name="place",
        rule=READS_PLACE,
        of=place_at,
        known_to=READS_PLACE,
    ),
    route(
        "dung/<uuid:pk>/go/",
        views.detach,
        name="detach",
        rule=USE_DETACHED,
        methods=("POST",),
        of=use_by_key,
        known_to=USE_KNOWN,
    ),
    route(
        "dung/<uuid:pk>/xem-xet/",
        views.judge,
        name="judge",
        rule=USE_JUDGED,
        methods=("POST",),
        of=use_by_key,
        known_to=USE_KNOWN,
    ),
]
