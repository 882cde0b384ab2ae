"""The trace matrix: what hangs together, and what nothing leads to."""

from __future__ import annotations

from core.designs import small, with_ids

from wizard.design import Answers
from wizard.review import review
from wizard.trace import HOMES, KINDS, Row, Trace, places, trace


def traced(answers: Answers) -> Trace:
    return trace(review(answers).design)


def lacking(answers: Answers) -> set[tuple[str, str, str]]:
    return {(orphan.kind, orphan.name, orphan.lacks) for orphan in traced(answers).orphans}


SHOP = {
    "scope": {"workflows": [{"name": "Order", "critical": True}, {"name": "Return"}]},
    "domain": {"entities": [{"name": "Order line", "kind": "entity"}, {"name": "Price", "kind": "value-object"}]},
    "api": {
        "operations": [
            {"operation_id": "placeOrder", "method": "POST", "path": "/orders", "workflow": "Order", "entity": "Order line", "access": ["buyer"]},
            {"operation_id": "ping", "method": "GET", "path": "/ping"},
        ]
    },
    "data": {"tables": [{"name": "order_lines", "entity": "Order line"}, {"name": "outbox"}]},
    "access": {"roles": [{"name": "buyer"}, {"name": "auditor"}]},
    "operations": {"slos": [{"name": "Orders work", "target": "placeOrder"}]},
    "risks": {"risks": [{"title": "An order line is lost"}], "failure_modes": [{"component": "Mail", "failure": "is down"}]},
    "pattern": {"modules": [{"name": "orders"}, {"name": "stock"}]},
    "file_plan": {"files": [{"path": "src/orders/order_line.py", "purpose": "rules", "module": "orders"}, {"path": "Makefile", "purpose": "all"}]},
}  # fmt: skip


def test_a_row_follows_the_links_of_an_operation() -> None:
    (row,) = [row for row in traced(with_ids(SHOP)).rows if row.operation == "placeOrder"]
    assert row == Row(
        "Order",
        "placeOrder",
        "Order line",
        ("order_lines",),
        ("buyer",),
        ("Orders work",),
        ("An order line is lost",),
        ("src/orders/order_line.py",),
    )


def test_what_leads_nowhere_and_what_nothing_leads_to_is_named_in_both_directions() -> None:
    assert lacking(with_ids(SHOP)) == {
        ("workflow", "Return", "no operation serves it"),
        ("operation", "ping", "it serves no workflow"),
        ("operation", "ping", "it names no entity"),
        ("role", "auditor", "no operation asks for it"),
        ("table", "outbox", "it keeps no entity"),
        ("module", "stock", "no file is planned for it"),
        ("file", "Makefile", "it belongs to no module"),
    }


def test_an_entity_without_table_and_operation_is_an_orphan_twice_and_a_value_object_is_not() -> None:
    answers = with_ids(
        {"domain": {"entities": [{"name": "A", "kind": "aggregate"}, {"name": "V", "kind": "value-object"}]}}
    )
    assert lacking(answers) == {
        ("entity", "A", "no operation reads or changes it"),
        ("entity", "A", "no table keeps it"),
    }


def test_a_critical_workflow_that_no_objective_measures_is_an_orphan() -> None:
    answers = with_ids({"scope": {"workflows": [{"name": "Order", "critical": True}]}})
    assert ("workflow", "Order", "no objective measures it") in lacking(answers)


def test_rows_stand_in_the_order_of_the_workflows_and_have_every_column() -> None:
    rows = traced(with_ids(SHOP)).rows
    assert [row.workflow for row in rows] == ["Order", "Return", "", ""]
    assert len(Row._fields) == len(KINDS)


def test_every_orphan_leads_to_its_answer() -> None:
    from wizard.review import fields_of

    for orphan in traced(with_ids(SHOP)).orphans:
        assert fields_of(orphan.path[:2]).kind == "records"


def test_an_empty_design_has_no_rows_and_no_orphans() -> None:
    assert traced({}) == Trace((), ())


def test_the_small_design_is_traced_to_the_end() -> None:
    assert any(row.workflow and row.tables and row.roles for row in traced(small()).rows)


def test_everything_that_a_row_names_has_a_place_if_it_is_a_record() -> None:
    design = review(with_ids(SHOP)).design
    known = places(design)
    (row,) = [row for row in trace(design).rows if row.operation == "placeOrder"]
    for kind, held in zip(KINDS, row, strict=True):
        for name in held if isinstance(held, tuple) else (held,):
            step, field, record = known[kind, name]
            assert (step, field) in HOMES[kind]
            assert any(one.id == record for one in getattr(getattr(design, step), field))
    assert ("role", "nobody") not in known
