"""Hypothesis strategies made from the moves' own types: arguments that have the right shape, and garbage."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from practicum.rules.moves import MOVES, Move

# Words that mean something in the case that the tests play, so that shapes come near to sense.
KNOWN = (
    "1 2 3 9 f0 p1 p2 p3 o1 nobody D1 D2 D5 X4 X9 I1 c1 c2 n1 skill search other workshop job_aid rework rework_rate "
    "audit vendor regulator resign buy honest stay qa lead timing others test decision condition"
).split()

garbage = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@lru_cache
def arguments_of(move: type[Move]) -> st.SearchStrategy[dict[str, Any]]:
    """Make arguments of a move's own shape."""
    return _strategy(inspect.type_info(move))


def _strategy(kind: inspect.Type) -> st.SearchStrategy[Any]:  # noqa: PLR0912 -- one case a type
    match kind:
        case inspect.StructType():
            return st.fixed_dictionaries({field.encode_name: _strategy(field.type) for field in kind.fields})
        case inspect.StrType():
            known = st.sampled_from(KNOWN)
            if kind.pattern is not None:
                return known | st.from_regex(r"\A[A-Za-z0-9_-]{1,40}\Z")
            longest = min(kind.max_length or 60, 60)
            return st.text(min_size=kind.min_length or 0, max_size=longest) | known
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType():
            return st.integers(kind.ge, kind.le) | st.just(max(kind.ge or 0, 0))
        case inspect.FloatType():
            low = kind.ge if kind.ge is not None else kind.gt
            high = kind.le if kind.le is not None else kind.lt
            return st.floats(low, high, exclude_min=kind.gt is not None, exclude_max=kind.lt is not None)
        case inspect.NoneType():
            return st.none()
        case inspect.UnionType():
            return st.one_of([_strategy(one) for one in kind.types])
        case inspect.LiteralType():
            return st.sampled_from(kind.values)
        case inspect.EnumType():
            return st.sampled_from([one.value for one in kind.cls])
        case inspect.VarTupleType():
            return st.lists(_strategy(kind.item_type), max_size=4)
        case inspect.TupleType():
            return st.tuples(*[_strategy(one) for one in kind.item_types]).map(list)
        case inspect.DictType():
            return st.dictionaries(_strategy(kind.key_type), _strategy(kind.value_type), max_size=4)
        case _:
            raise TypeError(kind)


@st.composite
def attempts(draw: st.DrawFn) -> tuple[str, Any]:
    """Make a name and arguments: of the right shape, of another move's, one field spoilt, or garbage."""
    do = draw(st.sampled_from(sorted(MOVES)))
    way = draw(st.sampled_from(["right"] * 6 + ["spoilt", "spoilt", "other", "garbage", "unknown"]))
    if way == "garbage":
        return do, draw(garbage)
    if way == "unknown":
        return draw(st.text(max_size=12)), draw(garbage)
    arguments = draw(arguments_of(MOVES[do].type))
    if way == "other":
        return draw(st.sampled_from(sorted(MOVES))), arguments
    if way == "spoilt":
        name = draw(st.sampled_from([*sorted(arguments), "extra"]))
        return do, {**arguments, name: draw(garbage)}
    return do, arguments


def fields_of(move: type[Move]) -> list[str]:
    """Name a move's arguments."""
    return [field.encode_name for field in msgspec.structs.fields(move)]
