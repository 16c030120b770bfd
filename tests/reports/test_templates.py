"""Templates: every one prints the sample, a broken one says where and why, none can run anything."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from station.errors import KnownError
from station.reports.about import has
from station.reports.blocks import block_kinds, blocks_of
from station.reports.certificate import certificate_pdf, report_pdf
from station.reports.checking import faults_of
from station.reports.document import Document
from station.reports.fill import fill
from station.reports.label import label_zpl
from station.reports.page import PageTemplate
from station.reports.part import Part
from station.reports.template import (
    FOLDER,
    load_template,
    names_of,
    page_template,
    read_document,
    template_names,
)
from station.standards import library
from station.texts import Lang, error_text
from tests.reports.sample import Sample, sample

HEAD = 'output = "pdf"\ntitle = { zh = "一", en = "one" }\n'


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample record."""
    return sample(tmp_path_factory.mktemp("photos"))


def _loaded(folder: Path, text: str) -> PageTemplate:
    file = folder / "odd.toml"
    file.write_text(text, "utf-8")
    found = load_template(file)
    assert isinstance(found, PageTemplate)
    return found


def _printed(one: Sample, template: PageTemplate, lang: Lang = Lang.EN) -> str:
    pdf = report_pdf(one.record, one.photo, lang, template, Path("odd.toml"), library)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_every_template_prints_either_pages_or_a_label() -> None:
    assert {*names_of("pdf"), *names_of("zpl")} == set(template_names())


RECORD_PAPERS = names_of("pdf", about="record")


@pytest.mark.parametrize("name", RECORD_PAPERS)
@pytest.mark.parametrize("lang", list(Lang))
def test_page_template_prints_the_sample(one: Sample, name: str, lang: Lang) -> None:
    pdf = certificate_pdf(one.record, one.photo, lang, name)
    assert one.record.id in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("name", names_of("zpl", about="record"))
@pytest.mark.parametrize("lang", list(Lang))
def test_label_template_prints_the_sample(one: Sample, name: str, lang: Lang) -> None:
    assert one.record.id.encode() in label_zpl(one.record, lang, name)


@pytest.mark.parametrize("kind", sorted(block_kinds()))
def test_block_keeps_its_contract(kind: str) -> None:
    block = block_kinds()[kind]
    assert issubclass(block.Options, Part)
    assert block.Options.__doc__
    assert callable(block.flowables)


RECORD_BLOCKS = sorted(kind for kind, block in block_kinds().items() if has("record", block.NEEDS))


@pytest.mark.parametrize("kind", RECORD_BLOCKS)
@pytest.mark.parametrize("lang", list(Lang))
def test_block_prints_alone(one: Sample, tmp_path: Path, kind: str, lang: Lang) -> None:
    words = {
        "header": 'title = { zh = "一", en = "one" }',
        "text": 'text = { zh = "二", en = "two" }',
        "sign_here": 'who = [{ zh = "三", en = "three" }]',
    }
    template = _loaded(tmp_path, f'{HEAD}[[block]]\nkind = "{kind}"\n{words.get(kind, "")}\n')
    [(block, options)] = blocks_of(template, "odd.toml")
    assert block is block_kinds()[kind]
    assert isinstance(options, block.Options)
    assert _printed(one, template, lang).strip()


def test_template_text_names_fields_and_chooses(one: Sample, tmp_path: Path) -> None:
    text = "{% if practice %}practice{% else %}Record {{ record }} of {{ unit | upper }}{% endif %}"
    template = _loaded(tmp_path, f'{HEAD}[[block]]\nkind = "text"\ntext = {{ zh = "", en = "{text}" }}\n')
    assert "Record R-20261122-0147 of APPLE IPHONE 13" in _printed(one, template)


def test_small_paper_with_one_column_still_fits(one: Sample, tmp_path: Path) -> None:
    body = "".join(
        f'[[block]]\nkind = "{kind}"\n' for kind in ("unit", "proof", "facts", "reasons", "defects")
    )
    body += (
        '[[block]]\nkind = "verdicts"\ncolumns = 1\nreasons = 12\n[[block]]\nkind = "photos"\ncolumns = 1\n'
    )
    template = _loaded(tmp_path, f'{HEAD}paper = "A5"\n{body}')
    assert "Ledger proof" in _printed(one, template)


def _told(folder: Path, text: str, name: str = "odd.toml") -> list[tuple[int, str]]:
    """Each fault of a template: its line and, in English, why."""
    (folder / name).write_text(text, "utf-8")
    faults = faults_of(read_document(folder / name), folder)
    return [(fault.line, fault.told(Lang.EN)) for fault in faults if fault.told(Lang.ZH)]


UNIT = "[[block]]\nkind = 'unit'\n"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("output = ", 1, "no valid value"),
        ('output = "pdf"\nx = y\n', 2, "no valid value"),
        ('output = "pdf"\n\ntitle = "a\n', 3, ""),
        ("output = 'docx'", 1, "“docx” is not allowed"),
        (HEAD, 1, "entry is missing"),
        (HEAD + "colour = 1\n" + UNIT, 3, "no such entry"),
        (HEAD + "paper = 'A3'\n" + UNIT, 3, "“A3” is not allowed; possible: 'A4', 'A5'"),
        (HEAD + "[margins_mm]\nleft = 9\ntop = -3\n" + UNIT, 5, "greater than or equal to 0"),
        (HEAD + "\n[colours]\naccent = '#FFE000'\n" + UNIT, 5, "too pale"),
        (HEAD + "colours = { accent = 'red' }\n" + UNIT, 3, "no colour"),
        (HEAD + "paper = 'custom'\n" + UNIT, 1, "needs size_mm"),
        (HEAD + "logo = { file = '../a.png' }\n" + UNIT, 3, "is not the name of a .png"),
        (HEAD + "logo = { file = 'none.png' }\n" + UNIT, 3, "not beside the template"),
        (HEAD + "about = 'weather'\n" + UNIT, 3, "“weather” is not allowed"),
        (HEAD + '[words]\n"facts.heading" = { zh = "一", en = "{who}" }\n' + UNIT, 4, "not a placeholder"),
        (HEAD + '[words]\n"fact.head" = { zh = "一", en = "b" }\n' + UNIT, 4, "no text “fact.head”"),
        (HEAD + UNIT + "\n[[block]]\nkind = 'chart'\n", 7, "no block “chart”"),
        (HEAD + UNIT + "\n[[block]]\ncolumns = 2\n", 6, "no block"),
        (HEAD + UNIT + "[[block]]\nkind = 'photos'\ncolumns = 99", 7, "less than or equal to 6"),
        (HEAD + UNIT + "[[block]]\nkind = 'photos'\nborder = true", 7, "no such entry"),
        (HEAD + "[[block]]\nkind='text'\ntext = { zh = '{{ a', en = '' }\n", 5, "not well formed"),
        (
            HEAD + "[[block]]\nkind='text'\ntext = { zh = '{{ nobody }}', en = '' }\n",
            5,
            "“nobody” is not a field",
        ),
        (HEAD + "[[block]]\nkind='text'\n[block.text]\nzh = '龘𪚥'\nen = ''\n", 6, "U+2A6A5"),
        (
            HEAD + '[[block]]\nkind="text"\n[block.text]\nen=""\nzh="""\na\n{{ b c }}"""\n',
            9,
            "not well formed",
        ),
    ],
)
def test_broken_template_says_in_which_line_and_why(tmp_path: Path, text: str, line: int, why: str) -> None:
    assert next((found, why in told) for found, told in _told(tmp_path, text)) == (line, True)
    with pytest.raises(KnownError) as caught:
        load_template(tmp_path / "odd.toml")
    assert caught.value.code == "REP-002"
    for lang in Lang:
        assert (
            f"{line}" in error_text(lang, caught.value)[0] and "odd.toml" in error_text(lang, caught.value)[0]
        )


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = HEAD + "paper = 'A3'\n[margins_mm]\ntop = -3\n[[block]]\nkind = 'unit'\n"
    assert [line for line, _ in _told(tmp_path, text)] == [3, 5]


YAML = """output: pdf
title: {zh: 一, en: one}
block:
  - kind: unit
  - kind: photos
    columns: 2
"""


def test_yaml_prints_the_same_bytes_as_toml(one: Sample, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(YAML, "utf-8")
    toml = _loaded(tmp_path, f"{HEAD}[[block]]\nkind = 'unit'\n[[block]]\nkind = 'photos'\ncolumns = 2\n")
    assert load_template(tmp_path / "odd.yaml") == toml


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (YAML.replace("columns: 2", "columns: 99"), 6, "less than or equal to 6"),
        (YAML.replace("kind: photos", "kind: 'photos"), 7, "cannot be read"),
        (YAML + "a: &a [1]\nb: *a\n", 1, "references"),
        (YAML.replace("zh: 一", "zh: 1"), 2, "text in quotes"),
        ("just words", 1, "settings are expected"),
        ("", 1, "settings are expected"),
        ("a: !!python/object/apply:os.system [id]", 1, "cannot be read"),
    ],
)
def test_broken_yaml_says_in_which_line_and_why(tmp_path: Path, text: str, line: int, why: str) -> None:
    assert next((found, why in told) for found, told in _told(tmp_path, text, "odd.yaml")) == (line, True)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from([False, True]))
def test_no_text_crashes_the_check(text: str, is_yaml: bool) -> None:
    faults = faults_of(Document(text, is_yaml))
    assert faults and all(fault.told(lang) for fault in faults for lang in Lang)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damaged_template_crashes_the_check(data: st.DataObject) -> None:
    whole = (FOLDER / "certificate.toml").read_text("utf-8")
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(start + 30, len(whole))))
    text = whole[:start] + data.draw(st.text(max_size=5)) + whole[end:]
    for fault in faults_of(Document(text)):
        assert 1 <= fault.line <= text.count("\n") + 1
        assert all(fault.told(lang) for lang in Lang)


def test_missing_file_is_no_crash(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        load_template(tmp_path / "none.toml")
    assert caught.value.code == "REP-002"


@pytest.mark.parametrize("name", ["none", "", "label", "../../pyproject", "certificate.toml"])
def test_name_that_is_no_page_template(name: str) -> None:
    with pytest.raises(KnownError) as caught:
        page_template(name)
    assert caught.value.code == "REP-003"
    assert "certificate" in caught.value.details["known"]  # type: ignore[operator]  # details are plain objects


@pytest.mark.parametrize(
    "pattern",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ record.__class__ }}",
        "{{ record['__class__'] }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ record | attr('__class__') }}",
        "{{ lipsum() }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{{ 'x' * 9999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ record ~ record }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% set a = record %}",
        "{% macro m() %}{% endmacro %}",
        "{{ record | center(999999999) }}",
        "{{ nobody }}",
        "{{ record",
        "{% if record %}",
        "{{ 'x' }}" * 1000,
    ],
)
def test_template_text_can_do_nothing_else(pattern: str) -> None:
    with pytest.raises(KnownError) as caught:
        fill(pattern, {"record": "R-1"}, file="odd.toml", where="block 1")
    assert caught.value.code == "REP-002"
    assert str(caught.value.details["where"]).startswith("block 1")


def test_field_values_are_not_templates() -> None:
    assert fill("{{ record }}", {"record": "{{ 7 * 7 }}"}, file="f", where="w") == "{{ 7 * 7 }}"
