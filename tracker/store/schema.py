"""The schema of book.db: the append-only log, and the projections over it, which can always be dropped and rebuilt."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x62726576
"""Marks a SQLite file as a book ("brev")."""

SCHEMA_VERSION = 5

PAGE_BYTES = 1_024
"""Of a new database. What is longer than a page goes on over whole pages, so that most of them are full
(docs/decisions/0024-small-pages.md). A book keeps the pages that it was made with."""

LOG = """
create table revision (
    seq integer primary key,
    hash text not null,
    fiscal_year integer not null,
    body blob not null
) strict;
"""

PROJECTIONS = """
create table header (
    seq integer primary key references revision (seq),
    fiscal_year integer not null,
    number text,
    title text,
    date integer,
    effective integer not null,
    recorded text not null,
    "by" text,
    authority text,
    reason text,
    kinds text not null,
    modes text not null,
    delta integer not null,
    lines text not null
) strict;

create table line (
    id integer primary key,
    year integer not null,
    unit text not null,
    project text not null,
    nature text not null,
    fund text not null,
    function text not null,
    economic text not null,
    gov_economic text not null,
    origin_year integer not null
) strict;

create table posting (
    line integer not null references line (id),
    seq integer not null references revision (seq),
    n integer not null,
    measure integer not null,
    effective integer not null,
    amount integer not null,
    kind integer not null,
    current integer not null,
    primary key (line, seq, n)
) strict, without rowid;

create table size (
    year integer not null,
    unit text not null,
    seq integer not null references revision (seq),
    current integer not null,
    basic integer not null,
    primary key (year, unit, seq)
) strict, without rowid;

create table change (
    seq integer not null references revision (seq),
    n integer not null,
    effective text not null,
    entity text not null,
    id text not null,
    field text not null,
    value any,
    undoes integer not null,
    primary key (seq, n)
) strict, without rowid;
"""
"""`header.lines` are the ids of the lines that the revision touches: the least, then how far the others are from it.
`size` has what each unit holds after each revision that touches it, and what of that is basic spending."""

INDEXES = """
create index header_by_number on header (number) where number is not null;
create unique index line_by_dimensions
    on line (year, unit, project, nature, fund, function, economic, gov_economic, origin_year);
create index line_by_project on line (project, year) where project != '';
"""
"""Apart from the tables, so that a rebuild can make them when all rows are there."""

LOG_TABLES = ("revision",)
PROJECTION_TABLES = ("change", "size", "posting", "line", "header")
"""In an order in which they can be dropped."""


def append_only(tables: tuple[str, ...]) -> str:
    """Triggers that refuse every update and delete."""
    return "".join(
        f"create trigger {table}_no_{verb} before {verb} on {table}"
        f" begin select raise(abort, '{table} is append-only'); end;\n"
        for table in tables
        for verb in ("update", "delete")
    )


def statements(*scripts: str) -> Iterator[str]:
    """The statements of scripts one by one, for a transaction that a script would end."""
    statement = ""
    for line in "".join(scripts).splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
