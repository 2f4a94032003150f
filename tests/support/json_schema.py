"""As much of JSON Schema as pydantic writes: whether a value fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Schema = Any  # JSON
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
_UNDERSTOOD = frozenset(
    {"$ref", "$defs", "anyOf", "oneOf", "discriminator", "type", "const", "enum", "properties", "required", "items"}
    | {"additionalProperties", "prefixItems", "minItems", "maxItems", "minLength", "maxLength", "pattern", "minimum"}
    | {"maximum", "propertyNames", "title", "description", "default", "format"}
)


def faults(value: object, schema: Schema, root: Schema | None = None, where: str = "$") -> Iterator[str]:
    """Where the value does not fit, and why. A keyword that is not understood here is a KeyError."""
    root = schema if root is None else root
    if unknown := schema.keys() - _UNDERSTOOD:
        raise KeyError(where, unknown)
    if reference := schema.get("$ref"):
        yield from faults(value, root["$defs"][reference.rpartition("/")[2]], root, where)
    for choice in ("anyOf", "oneOf"):
        ways = [list(faults(value, way, root, where)) for way in schema.get(choice, ())]
        if ways and all(ways):
            yield min(ways, key=len)[0]
    kinds = _TYPES.get(schema.get("type", ""))
    if kinds and (not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds)):
        yield f"{where}: no {schema['type']}"
        return
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        yield f"{where}: {value!r} is none of those known"
    match value:
        case dict():
            yield from _object(value, schema, root, where)
        case list():
            yield from _array(value, schema, root, where)
        case str():
            if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
                yield f"{where}: too short or too long"
            if "pattern" in schema and not re.search(schema["pattern"], value):
                yield f"{where}: {value!r} has another form"
        case int():
            if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
                yield f"{where}: {value} is out of bounds"


def _object(value: Mapping[str, object], schema: Schema, root: Schema, where: str) -> Iterator[str]:
    known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{where}: lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, item in value.items():
        inner = known.get(name, more)
        if inner is False:
            yield f"{where}: {name} is unknown"
        elif inner is not True:
            yield from faults(item, inner, root, f"{where}.{name}")
        yield from faults(name, schema.get("propertyNames", {}), root, f"{where}.{name}")


def _array(value: Sequence[object], schema: Schema, root: Schema, where: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{where}: too few or too many"
    first = schema.get("prefixItems", ())
    for n, item in enumerate(value):
        yield from faults(item, first[n] if n < len(first) else schema.get("items", {}), root, f"{where}[{n}]")
