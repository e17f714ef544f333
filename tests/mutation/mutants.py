"""A module's source with all its mutants in it, of which a switch turns on one at a time.

A mutant is one changed comparison (`<` for `<=`, `==` for `!=`) or one changed rounding (half
down for half up, `ceil` for `floor`, `min` for `max`). Every place where one could stand becomes
a choice between the changed and the written expression:
`a <= b if __mutation__("a < b → a <= b") else a < b`. So a module is compiled and imported once,
and the switch tells which places a test comes by.
"""

from __future__ import annotations

import ast
import math
from collections import Counter
from copy import deepcopy

SWITCH = "__mutation__"
"""The global of a changed module that holds the switch."""

_FLIPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_NAMES = {"min": max, "max": min, "floor": math.ceil, "ceil": math.floor}


class Switch:
    """Which mutant is on (None: none is), and the places that were come by."""

    instead = _NAMES

    def __init__(self) -> None:
        self.on: str | None = None
        self.reached: set[str] = set()

    def __call__(self, mutant: str) -> bool:
        self.reached.add(mutant)
        return mutant == self.on


class _Changes(ast.NodeTransformer):
    """Puts the choices in and collects the mutants' names, each told by place and change."""

    def __init__(self, module: str) -> None:
        self.place = [module]
        self.told: Counter[str] = Counter()
        self.mutants: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._inside(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._inside(node)

    def _inside(self, node: ast.ClassDef | ast.FunctionDef) -> ast.AST:
        self.place.append(node.name)
        self.generic_visit(node)
        self.place.pop()
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        changed: list[ast.expr] = []
        for place, kind in enumerate(node.ops):
            flipped = deepcopy(node)
            flipped.ops[place] = _FLIPS[type(kind)]()
            changed.append(flipped)
        return self._choice(node, changed)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not isinstance(node.func, ast.Name) or node.func.id not in _NAMES:
            return self.generic_visit(node)
        changed = deepcopy(node)
        changed.func = ast.parse(f"{SWITCH}.instead[{node.func.id!r}]", mode="eval").body
        told = ast.unparse(node).replace(node.func.id, _NAMES[node.func.id].__name__, 1)
        return self._choice(node, [changed], told)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """`(x + half) // y` rounds half up: also down, and half down. `x // y` also up."""
        if not isinstance(node.op, ast.FloorDiv):
            return self.generic_visit(node)
        x, y = ast.unparse(node.left), ast.unparse(node.right)
        texts = [f"-(-({x}) // ({y}))"]
        if isinstance(node.left, ast.BinOp) and isinstance(node.left.op, ast.Add):
            texts += [f"({ast.unparse(node.left.left)}) // ({y})", f"({x} - 1) // ({y})"]
        return self._choice(node, [ast.parse(text, mode="eval").body for text in texts])

    def _choice(self, node: ast.expr, changed: list[ast.expr], told: str = "") -> ast.expr:
        names = [self._name(node, told or ast.unparse(each)) for each in changed]
        chosen = self.generic_visit(node)
        for name, each in zip(names, changed, strict=True):
            test = ast.Call(ast.Name(SWITCH, ast.Load()), [ast.Constant(name)], [])
            chosen = ast.copy_location(ast.IfExp(test, each, chosen), node)
        return chosen

    def _name(self, node: ast.expr, told: str) -> str:
        name = f"{'.'.join(self.place)}: {ast.unparse(node)} → {told}"
        self.told[name] += 1
        name = f"{name} ({self.told[name]})" if self.told[name] > 1 else name
        self.mutants.append(name)
        return name


def mutants(source: str, module: str) -> tuple[ast.Module, list[str]]:
    """The source's tree with the choices in it, and the names of its mutants."""
    changes = _Changes(module)
    tree = changes.visit(ast.parse(source))
    return ast.fix_missing_locations(tree), changes.mutants
