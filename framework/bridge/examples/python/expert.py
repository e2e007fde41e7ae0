"""Describes the columns of a table: how many numbers, their mean, median, spread and ends."""

import statistics

import consilium_bridge as bridge


def table_of(value):
    """Checks that it is a table of the shared vocabulary, as far as this expert relies on it."""
    try:
        columns = value["columns"]
        rows = value["rows"]
        good = all(isinstance(name, str) for name in columns) and all(len(row) == len(columns) for row in rows)
        cells = [cell for row in rows for cell in row]
        good = good and all(isinstance(cell["text"], str) for cell in cells)
        good = good and all(cell["number"] is None or isinstance(cell["number"], (int, float)) for cell in cells)
    except (KeyError, TypeError, AttributeError):
        good = False
    if not good:
        raise bridge.bad_input("The input is no table. Maybe the wrong file was given.")
    return value


def shown(number):
    return "%.6g" % number


def describe_column(name, numbers):
    """One paragraph, and a figure for every number in it."""
    measures = [
        ("count", float(len(numbers))),
        ("mean", statistics.fmean(numbers)),
        ("median", float(statistics.median(numbers))),
        ("min", float(min(numbers))),
        ("max", float(max(numbers))),
    ]
    if len(numbers) > 1:
        measures.append(("deviation", statistics.stdev(numbers)))
    words = ", ".join("%s %s" % (measure, shown(value)) for measure, value in measures)
    figures = [
        {"text": shown(value), "value": value, "source": "%s:%s" % (measure, name)} for measure, value in measures
    ]
    return "%s: %s." % (name or "(no name)", words), figures


@bridge.expert(
    id="python.describe",
    description="Describes the columns of a table by count, mean, median, spread and ends.",
    capability="table.describe",
    inputs={"table": bridge.TABLE},
    outputs={"report": bridge.REPORT},
    effect="PURE",
    determinism="DETERMINISTIC",
    cost=0.1,
    timeoutMillis=20000,
    concurrency=4,
)
def describe(call):
    table = table_of(call.input("table").json())
    paragraphs, figures = [], []
    for index, name in enumerate(table["columns"]):
        call.check()
        numbers = [row[index]["number"] for row in table["rows"] if row[index]["number"] is not None]
        if numbers:
            paragraph, found = describe_column(name, numbers)
            paragraphs.append(paragraph)
            figures += found
    if not paragraphs:
        raise bridge.Declined("absent", "The table holds no numbers. Maybe it was read without them.")
    title = table.get("title") or "Table"
    report = {
        "title": "What is in: " + title,
        "sections": [{"heading": "Columns", "paragraphs": paragraphs}],
        "figures": figures,
        "citations": [],
    }
    return bridge.solved(
        {"report": bridge.json_output(bridge.REPORT, report)}, confidence=1.0, facts={"columns": len(paragraphs)}
    )


if __name__ == "__main__":
    bridge.serve()
