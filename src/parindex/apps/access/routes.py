"""The one way to make a URL pattern: with the rule that says who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, update_wrapper
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver, path
from django_htmx.http import HttpResponseClientRedirect

from parindex.apps.access.http import Request
from parindex.apps.access.roles import Visitor
from parindex.apps.access.rules import SIGNED_IN, Rule

View = Callable[..., HttpResponseBase]
Find = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Access:
    """What a route declares.

    `rules` says for each HTTP method who may; `of` finds the object of the page from the parts of the
    address (None: no such object); `known_to` says who may know that the object exists.
    """

    rules: Mapping[str, Rule]
    of: Find | None = None
    known_to: Rule = SIGNED_IN

    def rule(self, method: str) -> Rule | None:
        return self.rules.get("GET" if method == "HEAD" else method)


def route(
    pattern: str,
    view: View,
    *,
    name: str,
    rule: Rule | Mapping[str, Rule],
    methods: tuple[str, ...] = ("GET",),
    of: Find | None = None,
    known_to: Rule = SIGNED_IN,
) -> URLPattern:
    """A URL pattern whose view runs only for those whom `rule` admits.

    `rule` holds for all `methods`, or is given method by method. With `of`, the object is found first
    from the parts of the address (passed by name) and the view is called as `view(request, object)`;
    without, the parts go to the view as they are.

    Nobody known is sent to sign in; where the object does not exist, or `known_to` does not admit the
    visitor, the answer is 404; where `rule` does not, 403; another method, 405.
    """
    rules = dict(rule) if isinstance(rule, Mapping) else dict.fromkeys(methods, rule)
    return path(pattern, GuardedView(view, Access(rules, of, known_to)), name=name)


class GuardedView:
    """A view behind the rules of its route; `access` is the declaration."""

    def __init__(self, view: View, access: Access) -> None:
        update_wrapper(self, view)
        self.view, self.access = view, access

    def __call__(self, request: Request, **parts: Any) -> HttpResponseBase:
        access = self.access
        rule = access.rule(request.method or "GET")
        if rule is None:
            return HttpResponseNotAllowed(access.rules)
        if not request.visitor.is_known and not rule.admits_unknown:
            return sign_in(request)
        if access.of is None:
            _require(rule, request.visitor, None)
            return self.view(request, **parts)
        thing = access.of(**parts)
        if thing is None or not access.known_to.admits(request.visitor, thing):
            raise Http404
        _require(rule, request.visitor, thing)
        return self.view(request, thing)


def _require(rule: Rule, visitor: Visitor, thing: Any) -> None:
    if not rule.admits(visitor, thing):
        raise PermissionDenied(rule.words)


def sign_in(request: HttpRequest) -> HttpResponse:
    """To the page of sign-in and back here afterwards; for a part of a page, the page it stands on."""
    htmx = cast("Request", request).htmx
    address = resolve_url(settings.LOGIN_URL)
    if htmx:
        back = redirect_to_login(htmx.current_url_abs_path or "/", address)
        return HttpResponseClientRedirect(back.url)
    return redirect_to_login(request.get_full_path(), address)


@dataclass(frozen=True, slots=True)
class Declared:
    """A pattern of the site: its name with namespace, its address with parts, its access or None."""

    name: str
    address: str
    access: Access | None


def declared_routes() -> list[Declared]:
    """Every pattern of the site, those of other people's packages too."""
    return list(_routes(get_resolver(), "", ""))


@cache
def _access_by_name() -> dict[str, Access]:
    return {each.name: each.access for each in declared_routes() if each.access is not None}


def admits(visitor: Visitor, name: str, thing: Any = None, method: str = "GET") -> bool:
    """Whether the rule of the route of that name admits the visitor; `KeyError` for no such route."""
    rule = _access_by_name()[name].rule(method)
    return rule is not None and rule.admits(visitor, thing)


def _routes(resolver: URLResolver, prefix: str, namespace: str) -> Iterator[Declared]:
    for each in resolver.url_patterns:
        address = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _routes(each, address, inner)
        else:
            access = getattr(each.callback, "access", None)
            yield Declared(f"{namespace}{each.name}", address, access)
