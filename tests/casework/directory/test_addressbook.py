"""What is known of one authority: where it belongs, whom it followed, how it has answered."""

from __future__ import annotations

from pathlib import Path

from support.run import do, draft, sent

from foi_tracker.authorities import Directory
from foi_tracker.casework.desk import Desk
from foi_tracker.casework.directory.addressbook import about
from foi_tracker.casework.directory.lists_of_home import directory_of

SHIPPED = Directory.load()


def test_where_it_belongs_and_whom_it_followed() -> None:
    found = about(SHIPPED, "homerton", None)
    assert found.icb is not None
    assert (found.icb.ods_code, found.word) == ("QMF", "homerton")
    assert (found.law.code, found.history) == ("FOIA", None)
    assert found.url_name == "homerton_healthcare_nhs_foundation_trust"
    assert [gone.name for gone in about(SHIPPED, "bristol nhs", None).predecessors] == ["North Bristol NHS Trust"]


def test_how_it_has_answered(home: Path) -> None:
    draft("homerton", "barts")
    draft("homerton")
    sent(1, on="2026-10-05", today="2026-11-24")
    do("got", 1, "answer", "1=g", "2=refused:s43(2)", "--on", "2026-11-20")
    draft("homerton")
    do("undo")
    found = about(directory_of(str(home)), "homerton", Desk(str(home))).history
    assert found is not None
    assert (found.numbers, found.sent, found.answered, found.late) == ((1, 3), 1, 1, 1)
    assert found.outcomes == {"released": 1, "refused": 1}


def test_records_that_cannot_be_read_do_not_hide_the_address(home: Path) -> None:
    (home / "ledger.json").write_text("{")
    found = about(directory_of(str(home)), "homerton", Desk(str(home)))
    assert found.entry.authority.foi_email
    assert found.history is None
    assert found.trouble
