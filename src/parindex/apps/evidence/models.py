"""Documents, their files, and where they serve as evidence.

These tables are projections, written by the handlers of events and by nothing else; only the text
read out of files and the uploads under way are not.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

from parindex.apps.evidence.kinds import Holding, Reading, State
from parindex.apps.files.content import SHOWN
from parindex.apps.organizations.models import Unit
from parindex.apps.pages.folded import FoldedField, SortKeyField
from parindex.apps.pages.versions import Versioned


class Document(Versioned):
    """A document that may prove something; it belongs to a unit and serves at many places."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="documents", verbose_name="đơn vị quản lý"
    )
    holding = models.CharField("cách lưu", max_length=10, choices=Holding)
    title = models.CharField("trích yếu", max_length=500)
    number = models.CharField("số", max_length=50, blank=True)
    symbol = models.CharField("ký hiệu", max_length=100, blank=True)
    type = models.CharField("loại văn bản", max_length=100, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=250, blank=True)
    signer = models.CharField("người ký", max_length=200, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    proves_from = models.DateField("chứng minh từ ngày", null=True, blank=True)
    proves_to = models.DateField("đến hết ngày", null=True, blank=True)
    location = models.CharField("đường dẫn hoặc nơi lưu", max_length=1000, blank=True)
    withdrawn = models.BooleanField("đã rút", default=False)
    simulated = models.BooleanField("dữ liệu mô phỏng", default=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    registered_at = models.DateTimeField("ngày đăng ký")
    search = FoldedField(of=("number", "symbol", "type", "title", "issuer", "signer", "location"))
    title_sort = SortKeyField(of=("title",))

    class Meta:
        verbose_name = "văn bản"

    def __str__(self) -> str:
        code = self.code
        return f"{code} {self.title}" if code else self.title

    @property
    def code(self) -> str:
        """Number and symbol as they are quoted: `839/KH-VP`."""
        return "/".join(part for part in (self.number, self.symbol) if part)


class FileVersion(models.Model):
    """A file of a document; its content is kept once for each SHA-256, however often it is used."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    seq = models.PositiveIntegerField("bản")
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("dung lượng")
    name = models.CharField("tên tệp", max_length=255)
    media_type = models.CharField("loại tệp", max_length=100)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField("ngày tải lên")

    class Meta:
        verbose_name = "bản tệp"
        constraints = (models.UniqueConstraint("document", "seq", name="evidence_file_seq"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_shown(self) -> bool:
        """Whether a browser may show it as it is."""
        return self.media_type in SHOWN


class Upload(models.Model):
    """A file that comes in parts; what has come lies in the staging folder under the key."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField("tên tệp", max_length=255)
    size = models.PositiveBigIntegerField("dung lượng")
    begun_at = models.DateTimeField("bắt đầu", default=timezone.now)

    class Meta:
        verbose_name = "tệp đang tải lên"

    def __str__(self) -> str:
        return self.name


class FileText(models.Model):
    """What a file says, folded, by the SHA-256 of its content."""

    sha256 = models.CharField(max_length=64, unique=True)
    words = models.TextField()
    outcome = models.CharField(max_length=10, choices=Reading)

    class Meta:
        verbose_name = "chữ trong tệp"

    def __str__(self) -> str:
        return self.sha256


class Use(Versioned):
    """A document as evidence at a place.

    `file` is the version that stands for it (None for a link or a document held elsewhere), `kind`
    what is asked for there that it answers (empty: something beside).
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="uses")
    place = models.CharField("nơi dùng", max_length=200, db_index=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField("loại minh chứng", max_length=500, blank=True)
    file = models.ForeignKey(FileVersion, models.PROTECT, null=True, related_name="uses")
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    attached_at = models.DateTimeField("ngày gắn")
    state = models.CharField("kết quả", max_length=10, choices=State, default=State.PENDING)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    judged_at = models.DateTimeField("ngày xem xét", null=True)
    reason = models.TextField("lý do", blank=True)

    class Meta:
        verbose_name = "minh chứng"
        constraints = (models.UniqueConstraint("document", "place", name="evidence_use_once"),)

    def __str__(self) -> str:
        return f"{self.document} tại {self.place}"
