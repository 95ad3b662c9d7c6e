"""What counts as a change of a case's folder."""

from pathlib import Path

from practicum.preview.watching import look


def test_files_of_the_folder_and_its_folders_are_seen(tmp_path: Path) -> None:
    """By name, date and size; a new text of the same length too."""
    (tmp_path / "evidence").mkdir()
    file = tmp_path / "evidence/note.md"
    file.write_text("one")
    before = look(tmp_path)
    assert [Path(path).name for path, *_ in before] == ["note.md"]
    file.unlink()
    file.write_text("two")
    assert look(tmp_path) != before


def test_what_editors_keep_beside_a_file_is_passed_over(tmp_path: Path) -> None:
    """Hidden files, backups, and whatever lies in a hidden folder."""
    (tmp_path / ".git").mkdir()
    for name in (".scenario.yaml.swp", "scenario.yaml~", ".git/index"):
        (tmp_path / name).write_text("x")
    assert look(tmp_path) == ()


def test_a_link_to_a_folder_elsewhere_is_not_followed(tmp_path: Path) -> None:
    """The case's folder is all that is looked at; one that is gone is empty."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    case = tmp_path / "case"
    case.mkdir()
    (case / "link").symlink_to(outside)
    assert not any("secret" in path for path, *_ in look(case))
    assert look(tmp_path / "none") == ()
