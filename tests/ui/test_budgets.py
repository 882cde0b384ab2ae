"""How many keys the common ways cost, beside the words that are typed."""

from pathlib import Path

from ui.sitting import sitting

from wizard.drafts.file import from_toml

NEW = Path("new.design.toml")


async def test_a_first_contract_costs_at_most_twelve_keys() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.enter("Claims API")
        await s.press("tab")  # whether it is a backend design may stay open
        await s.press("enter")  # rest, the first system type
        await s.press("space", "ctrl+n")  # soc2, the first compliance scope
        assert s.answers()["start"] == {"title": "Claims API", "system_type": "rest", "compliance": ["soc2"]}
        await s.press("f4", "enter")
        assert "written to" in s.screen_text()
        assert len(s.pressed) == 7
    assert "# Claims API" in Path("new-spec/SPEC.md").read_text("utf-8")


async def test_an_entity_with_five_attributes_costs_one_key_a_record_beside_opening_its_form() -> None:
    async with sitting(NEW) as s:
        await s.go_to("entities")
        s.pressed.clear()
        await s.press("a")
        await s.enter("Payment | aggregate")
        to_the_attributes = ["escape", "enter", "tab", "tab", "tab", "tab", "a"]
        await s.press(*to_the_attributes)
        assert s.where[3:] == ("attributes",)
        await s.enter(
            "id | uuid | yes | yes | internal",
            "amount | Money | yes",
            "card | Token | yes | no | card",
            "status | PaymentStatus | yes",
            "created_at | instant | yes",
        )
        records = 6
        assert len(s.pressed) == records + len(["a", *to_the_attributes])
        await s.saved()
    (entity,) = from_toml(NEW.read_bytes())["domain"]["entities"]
    assert [attribute["name"] for attribute in entity["attributes"]] == ["id", "amount", "card", "status", "created_at"]


async def test_resuming_costs_no_key(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.go_to("tenancy")
        await s.press("tab", "ctrl+q")
        left = s.desk.position
    async with sitting(payments) as s:
        assert s.pressed == []
        assert s.where == (left.step, left.field)
        assert s.app.focused is not None
