"""Keys of unnamed answers: only this site's own key leads from an invitation to its answer.

An unnamed answer must stay one for each invitation and can be amended, yet neither the pages nor the
tables nor the events may tell whose it is. So it is kept under an HMAC of the invitation with the
site's secret key, which stands in no table and in no backup.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.utils.crypto import constant_time_compare, salted_hmac

from parindex.apps.feedback.models import Consultation, Invitation

_SALT = "parindex.feedback"


def seal_of(consultation: UUID) -> str:
    """What a consultation keeps to know this site's key again."""
    return _mac(f"seal/{consultation}")


def is_ours(consultation: Consultation) -> bool:
    """Whether unnamed answers can still be told from each other: the site's key is the same."""
    return constant_time_compare(consultation.seal, seal_of(consultation.pk))


def voice_of(invitation: Invitation) -> UUID:
    """The key of the answer to an invitation: of a named one anybody can tell it."""
    if invitation.consultation.named:
        return uuid5(invitation.pk, "opinion")
    return UUID(hex=_mac(f"voice/{invitation.pk}")[:32])


def mark_of(invitation: Invitation, link: int) -> str:
    """What an answer keeps of the link that it was given by, so that the link serves once."""
    return _mac(f"link/{invitation.pk}/{link}")


def _mac(text: str) -> str:
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()
