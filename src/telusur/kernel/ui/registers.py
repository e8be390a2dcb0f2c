"""The three pages every register has: the list, one row in full, and the form of an act. Modules say what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Page
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from telusur.kernel.base.errors import NotFound
from telusur.kernel.base.paging import Pages
from telusur.kernel.commands.context import Context
from telusur.kernel.commands.registry import spec_of, why_not, why_not_by_role
from telusur.kernel.ui.acts import attempt, require
from telusur.kernel.ui.components.lists import PAGE, Saringan
from telusur.kernel.ui.components.tables import Kolom, Sel

M = TypeVar("M", bound=Model)
T = TypeVar("T")
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Act:
    """A button that leads to the form of an act; ``why`` is the sentence of a button that cannot be used now."""

    label: str
    url: str
    icon: str = ""
    main: bool = False
    danger: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A list. ``page`` counts its rows; a register too large to count gives ``next_url`` instead."""

    title: str
    intro: str
    columns: Sequence[Kolom]
    rows: Sequence[Sequence[Sel]]
    search: str
    unit: str
    icon: str
    empty: str
    page: Page[Any] | None = None
    next_url: str = ""
    filters: Sequence[Saringan] = ()
    acts: Sequence[Act] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line in a part of a page."""

    title: Any
    meta: Any = ""
    tone: str = ""
    badge: Any = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A headed list of lines; ``empty`` is what stands there when nothing does."""

    title: str
    rows: Sequence[Row]
    empty: str = "Belum ada."


@dataclass(frozen=True, slots=True)
class Detail:
    """One row of a register in full."""

    title: str
    intro: str
    tone: str
    badge: Any
    back: tuple[str, str]
    facts: Sequence[tuple[Any, ...]]
    parts: Sequence[Part] = field(default_factory=tuple)
    acts: Sequence[Act] = field(default_factory=tuple)


def page_of(request: HttpRequest, rows: QuerySet[M]) -> Page[M]:
    """The page that the address asks for."""
    return Pages(rows, PER_PAGE).get_page(request.GET.get(PAGE))


def words_of(request: HttpRequest, name: str = "q") -> str:
    """What was typed into the search, without what no name holds."""
    return " ".join(request.GET.get(name, "").replace("\x00", "").split())[:80]


def found(row: T | None, sentence: str) -> T:
    """The row, or NotFound with the sentence."""
    if row is None:
        raise NotFound(sentence)
    return row


def act(ctx: Context, command: Callable[..., Any], label: str, url: str, target: Any = None, **look: Any) -> list[Act]:
    """A button for those whose role has this act, locked with its reason where it cannot be done now; else nothing."""
    if why_not_by_role(command, ctx):
        return []
    return [Act(label, url, why=why_not(command, ctx, target), **look)]


def list_page(request: HttpRequest, register: Register) -> HttpResponse:
    """Draw a list."""
    narrowed = any(request.GET.get(name) for name in ("q", *(one.nama for one in register.filters)))
    return render(request, "ui/register.html", {"register": register, "disaring": narrowed})


def detail_page(request: HttpRequest, detail: Detail) -> HttpResponse:
    """Draw one row."""
    return render(request, "ui/rincian.html", {"rincian": detail})


def act_page(
    request: HttpRequest,
    command: Callable[..., Any],
    form: forms.Form,
    *,
    title: str,
    button: str,
    success: str,
    back: tuple[str, str],
    next: str | Callable[[Any], str],  # noqa: A002  (as in ``perform``)
    intro: str = "",
    danger: bool = False,
    clean: Callable[[dict[str, Any]], dict[str, Any]] = dict,
    **about: Any,
) -> HttpResponse:
    """The form of an act: shown to who may do it, issued with what was filled in, drawn again with what was refused.

    ``about`` are the arguments that the page fixes; ``clean`` turns the form's values into the command's. ``back``: the
    words and the address of the page before.
    """
    spec = spec_of(command)
    require(request, command, about.get(spec.subject))
    if request.method == "POST" and form.is_valid():
        result = attempt(request, command, **about, **clean(form.cleaned_data))
        if result.ok:
            messages.success(request, success)
            return redirect(next if isinstance(next, str) else next(result.value))
        result.put_into(form)
    page = {
        "form": form,
        "judul": title,
        "kata": button,
        "kembali": back,
        "penjelasan": intro,
        "bahaya": danger,
        "bukti": spec.signs,
    }
    return render(request, "ui/isian.html", page, status=422 if form.is_bound else 200)
