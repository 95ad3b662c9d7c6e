"""Reading a case's exhibits as a participant would: rows by column, figures, sums."""

from practicum.scenario.catalogue import Exhibit

Row = dict[str, str | float]


def rows(exhibit: Exhibit) -> list[Row]:
    """The rows of an exhibit's table, by column."""
    assert exhibit.table is not None
    return [dict(zip(exhibit.table.columns, row, strict=True)) for row in exhibit.table.rows]


def number(row: Row, column: str) -> float:
    """A cell that is a number."""
    value = row[column]
    assert isinstance(value, float), (row, column)
    return value


def total(of: list[Row], column: str) -> float:
    """The sum of a column, without the row that gives it."""
    return sum(number(row, column) for row in parts(of))


def parts(of: list[Row]) -> list[Row]:
    """The rows without the one that adds them up."""
    return [row for row in of if str(next(iter(row.values()))).split(" ", 1)[0] != "All"]
