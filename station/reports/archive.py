"""What an archive asks of a PDF document: its description as XMP and the colours it was made for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

_PROFILE_DATE = slice(24, 36)
"""Where an ICC profile states when it was made (ICC.1, 7.2.8): the only part that differs from run to run."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a document says about itself; ``language`` as RFC 3066 says it, ``dated`` its only date."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    dated: datetime


def describe(document: Any, about: Description, producer: str) -> None:
    """Put the description and the output intent into a document of reportlab's."""
    catalogue = document.Catalog
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]
    catalogue.Metadata = document.Reference(_metadata(about, producer))
    profile = PDFStream(PDFDictionary({"N": 3, "Alternate": PDFName("DeviceRGB")}), _srgb(), filters=[])
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalogue.OutputIntents = PDFArray([intent])


def _metadata(about: Description, producer: str) -> PDFStream:
    texts = {
        name: escape(getattr(about, name)) for name in ("title", "author", "subject", "keywords", "language")
    }
    date = f"{about.dated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    packet = _PACKET.format(**texts, producer=escape(producer), date=date)
    kind = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    return PDFStream(PDFDictionary(kind), packet.encode(), filters=[])


@cache
def _srgb() -> bytes:
    """The profile of sRGB, without the moment it was made."""
    from PIL.ImageCms import ImageCmsProfile, createProfile

    data = bytearray(ImageCmsProfile(createProfile("sRGB")).tobytes())
    data[_PROFILE_DATE] = bytes(12)
    return bytes(data)
