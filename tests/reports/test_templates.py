"""Templates: every one prints the sample, a broken one says where and why, none can run anything."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from station.errors import KnownError
from station.reports.about import has
from station.reports.blocks import block_kinds, blocks_of
from station.reports.certificate import certificate_pdf, report_pdf
from station.reports.fill import fill
from station.reports.label import label_zpl
from station.reports.template import (
    PageTemplate,
    Part,
    load_template,
    names_of,
    page_template,
    template_names,
)
from station.standards import library
from station.texts import Lang
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
    pdf = report_pdf(one.record, one.photo, lang, template, "odd.toml", library)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_every_template_prints_either_pages_or_a_label() -> None:
    assert {*names_of("pdf"), *names_of("zpl")} == set(template_names())


RECORD_PAPERS = [name for name in names_of("pdf") if page_template(name).about == "record"]


@pytest.mark.parametrize("name", RECORD_PAPERS)
@pytest.mark.parametrize("lang", list(Lang))
def test_page_template_prints_the_sample(one: Sample, name: str, lang: Lang) -> None:
    pdf = certificate_pdf(one.record, one.photo, lang, name)
    assert one.record.id in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("name", names_of("zpl"))
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


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("output = ", "end of document", "Invalid value"),
        ('output = "pdf"\nx = y\n', "line 2", "Invalid value"),
        ("output = 'docx'", "file", "docx"),
        (HEAD, "block", "Field required"),
        (HEAD + "colour = 1\n[[block]]\nkind = 'unit'\n", "colour", "Extra inputs"),
        (HEAD + "paper = 'A3'\n[[block]]\nkind = 'unit'\n", "paper", "A4"),
        (
            HEAD + "[margins_mm]\ntop = -3\n[[block]]\nkind = 'unit'\n",
            "margins_mm · top",
            "greater than or equal",
        ),
    ],
)
def test_broken_file_says_where_and_why(tmp_path: Path, text: str, where: str, why: str) -> None:
    with pytest.raises(KnownError) as caught:
        _loaded(tmp_path, text)
    details = caught.value.details
    assert caught.value.code == "REP-002"
    assert details["file"] == "odd.toml"
    assert where in str(details["where"])
    assert why in str(details["why"])


@pytest.mark.parametrize(
    ("block", "where", "why"),
    [
        ("kind = 'chart'", "block 2", "'chart' is none of"),
        ("columns = 2", "block 2", "None is none of"),
        ("kind = 'photos'\ncolumns = 99", "block 2 (photos) · columns", "less than or equal to 6"),
        ("kind = 'photos'\nborder = true", "block 2 (photos) · border", "Extra inputs"),
    ],
)
def test_broken_block_says_where_and_why(
    one: Sample, tmp_path: Path, block: str, where: str, why: str
) -> None:
    template = _loaded(tmp_path, f"{HEAD}[[block]]\nkind = 'unit'\n[[block]]\n{block}\n")
    with pytest.raises(KnownError) as caught:
        _printed(one, template)
    assert caught.value.code == "REP-002"
    assert where in str(caught.value.details["where"])
    assert why in str(caught.value.details["why"])


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
