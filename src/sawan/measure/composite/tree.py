"""The tree of an index: one top, dimensions of any depth, indicators with their direction as leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Node:
    """A code of the tree; `direction` is -1 where less is better; an indicator has no children and level 1."""

    code: str
    parent: str | None
    children: tuple[str, ...]
    level: int
    direction: int = 1


@dataclass(frozen=True)
class Tree:
    """All nodes by code, in the order of the tree (a node before what is below it); the first is the top."""

    nodes: Mapping[str, Node]

    @cached_property
    def top(self) -> str:
        """Code of the index itself."""
        return next(iter(self.nodes))

    @cached_property
    def height(self) -> int:
        """Level of the top."""
        return self.nodes[self.top].level

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Codes of the leaves."""
        return tuple(code for code, node in self.nodes.items() if not node.children)

    @cached_property
    def inner(self) -> tuple[str, ...]:
        """Codes of the nodes that have children, from the top down in the order of the tree."""
        return tuple(code for code, node in self.nodes.items() if node.children)

    @cached_property
    def below(self) -> tuple[str, ...]:
        """All codes but the top: those that carry a weight."""
        return tuple(self.nodes)[1:]

    @cached_property
    def column(self) -> Mapping[str, int]:
        """Position of each indicator among the indicators."""
        return {code: at for at, code in enumerate(self.indicators)}

    @cached_property
    def directions(self) -> tuple[int, ...]:
        """+1 or -1 for each indicator."""
        return tuple(self.nodes[code].direction for code in self.indicators)

    @cached_property
    def sibling_columns(self) -> tuple[tuple[int, ...], ...]:
        """For each indicator the positions of the indicators under the same parent, itself among them."""
        families = {
            parent: tuple(self.column[code] for code in self.nodes[parent].children if code in self.column)
            for parent in self.inner
        }
        return tuple(families[self.nodes[code].parent or self.top] for code in self.indicators)

    def leaves(self, code: str) -> tuple[int, ...]:
        """Positions of the indicators at or below a code."""
        node = self.nodes[code]
        if not node.children:
            return (self.column[code],)
        return tuple(at for child in node.children for at in self.leaves(child))

    def under(self, code: str) -> tuple[str, ...]:
        """The nodes with children at or below a code, in the order of the tree."""
        children = self.nodes[code].children
        return (code, *(inner for child in children for inner in self.under(child))) if children else ()

    def above(self, code: str) -> tuple[str, ...]:
        """The nodes over a code, its parent first and the top last."""
        return tuple(self._climb(code))

    def _climb(self, code: str) -> Iterator[str]:
        parent = self.nodes[code].parent
        while parent is not None:
            yield parent
            parent = self.nodes[parent].parent
