"""The kinds of document the products make. Each names its template and what the public may learn from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.base.errors import NotFound

if TYPE_CHECKING:
    from telusur.kernel.documents.models import Document

PublicFacts = Callable[["Document"], Sequence[tuple[str, str]]]
Address = Callable[["Document"], str]
Withdrawn = Callable[["Document"], str]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document.

    ``template``: name below a ``typst`` folder. ``title``: name of the kind (``Surat Perintah Tugas``). ``form_code`` and
    ``edition`` stand in the corner. ``public_title``: whether the verification page shows the title of the single document
    (False when it names a person). ``public_facts``: further lines for that page. ``address``: path of the page its QR code
    opens (or a whole address elsewhere), when that is not the verification page of documents. ``public``: anyone may
    download it. ``withdrawn``: the
    sentence the verification page shows once the act behind the document was taken back, empty while it holds.
    ``sensitive``: reading it leaves a trail entry.
    """

    code: str
    template: str
    title: str
    form_code: str = ""
    edition: str = ""
    public_title: bool = True
    public_facts: PublicFacts | None = None
    address: Address | None = None
    withdrawn: Withdrawn | None = None
    public: bool = False
    sensitive: bool = True


KINDS: dict[str, DocumentKind] = {}


def register_kind(kind: DocumentKind) -> DocumentKind:
    """Make a kind known; called in ``ready()``. The same code twice with other content is a programming error."""
    if KINDS.setdefault(kind.code, kind) != kind:
        raise ValueError(f"two document kinds claim {kind.code}")
    return kind


def kind_of(code: str) -> DocumentKind:
    """The kind by its code. Raises NotFound."""
    if code not in KINDS:
        raise NotFound(f"Jenis dokumen “{code}” tidak dikenal.")
    return KINDS[code]


def absolute(address: str) -> str:
    """A path of ours as an address; an address elsewhere as it is."""
    return address if address.startswith(("https://", "http://")) else f"{settings.BASE_URL}{address}"


def own_page(document: Document) -> str:
    """Path of the page that its QR code opens instead of the verification page of documents; empty if there is none."""
    kind = KINDS.get(document.kind)
    return kind.address(document) if kind and kind.address else ""


def facts_of(document: Document) -> Mapping[str, str]:
    """What the verification page tells besides number, signer and time."""
    kind = KINDS.get(document.kind)
    return dict(kind.public_facts(document)) if kind and kind.public_facts else {}


def withdrawn(document: Document) -> str:
    """Why the document does not hold any more; empty while it does."""
    kind = KINDS.get(document.kind)
    return kind.withdrawn(document) if kind and kind.withdrawn else ""
