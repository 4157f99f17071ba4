#!/usr/bin/env python3
"""Makes the shipped fonts and the table of character widths; run by hand.

Reads the released static fonts of Source Serif 4 and Source Sans 3 from two
npm packages and writes, below the root of the repository:

    templates/fonts/*.woff2     five subset faces, renamed (see below)
    src/draw/fonts/*.ttf        two of them uncompressed, for pictures
    templates/fonts/OFL.txt     their licence, put together from the packages
    src/draw/widths.rs          advance widths of the sans face, for the charts

How to run it (needs Python 3.11 or later and npm):

    python3 -m venv /tmp/fonts
    /tmp/fonts/bin/pip install fonttools==4.68.0 brotli==1.2.1 uharfbuzz==0.57.0
    /tmp/fonts/bin/python tests/tools/fonts.py            # write the files
    /tmp/fonts/bin/python tests/tools/fonts.py --check    # compare, write nothing
    /tmp/fonts/bin/python tests/tools/fonts.py --measure  # and measure samples

The output is the same byte for byte on every run with the same tool versions.
uharfbuzz packs the tables, and measures for --measure.  The serif package is 42 MB; with
--packages DIR the tarballs are kept in DIR and looked for there first.

Names.  "Source" is a Reserved Font Name of Adobe, and a subset is a Modified
Version in the sense of the SIL Open Font License, so the faces are named
"Offprint Serif" and "Offprint Sans" inside; the style sheet uses these names.

What is done to each face: subset to the characters and the layout features
listed below, hinting dropped, a glyph for U+FFFD added (a copy of .notdef),
the names replaced and the result packed as WOFF2.  The serif is the optical
size made for 16 units (called SmText), near the size of running text on the
screen and in print; the packages' plain faces are drawn for 20.

Figures.  The default figures of both families are lining and tabular.  The
serif says so with lnum and tnum, which undo onum and pnum; the sans has onum
and pnum only, so that asking it for tabular figures changes nothing, rightly.
"""

import argparse
import hashlib
import importlib.metadata
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.otlLib.optimize.gpos import compact
from fontTools.ttLib import TTFont, newTable

ROOT = Path(__file__).resolve().parents[2]
FONTS = "templates/fonts"
WIDTHS = "src/draw/widths.rs"
# What draws pictures reads no WOFF2: the faces of charts, as they are before they are packed.
PLAIN = {
    "src/draw/fonts/sans-400.ttf": "sans-400.woff2",
    "src/draw/fonts/sans-600.ttf": "sans-600.woff2",
}

# The versions that made the committed files; others may pack differently.
TOOLS = {"fonttools": "4.68.0", "brotli": "1.2.1"}

# npm package: its version and the SHA-256 of its tarball.
PACKAGES = {
    "source-serif": (
        "4.5.1",
        "19a448df98f4aa777de3452b0a1e29aa7ffe29252fe552c8a2d2531702d80746",
    ),
    "source-sans": (
        "3.52.0",
        "49cf78ddd79b436591ee696785222b54ff28102922e3d3df297fe382d7fdfa88",
    ),
}

FACE_LIMIT = 30_000  # bytes, for each file
TOTAL_LIMIT = 130_000  # bytes, for all five


def chars(*ranges):
    """The set of the given code points; a pair is a range, ends included."""
    found = set()
    for item in ranges:
        first, last = item if isinstance(item, tuple) else (item, item)
        found.update(range(first, last + 1))
    return found


TEXT = chars(
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0xFF),  # Latin-1 Supplement
    (0x100, 0x17F),  # Latin Extended-A
    (0x218, 0x21B),  # Romanian S and T with comma below
    (0x2007, 0x2007),  # figure space
    0x2009,  # thin space
    (0x2010, 0x2015),  # hyphens and dashes
    (0x2018, 0x201E),  # quotation marks
    (0x2020, 0x2022),  # daggers, bullet
    0x2026,  # ellipsis
    0x202F,  # narrow no-break space
    0x2030,  # per mille
    (0x2032, 0x2033),  # primes
    (0x2039, 0x203A),  # single guillemets
    0x2044,  # fraction slash
    0x2070,  # superscript figures, with those of Latin-1
    (0x2074, 0x2079),
    (0x2080, 0x2089),  # subscript figures
    0x20AC,  # euro
    0x2122,  # trade mark
    (0x2190, 0x2193),  # arrows
    0x2211,  # sum
    0x2212,  # minus
    0x221A,  # root
    0x221E,  # infinity
    0x2248,  # almost equal
    0x2260,  # not equal
    (0x2264, 0x2265),  # less, greater or equal
    0xFFFD,  # replacement character
)
# The Greek letters without accents; GREEK_LETTERS leaves out the capitals that look
# like Latin ones, to keep the heaviest face within its limit.
GREEK = chars((0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9))
GREEK_LETTERS = GREEK - {ord(letter) for letter in "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"}
# Combining accents.  They cost nothing in the serif, whose accented letters are
# made of them, and 2.7 kB a face in the sans, where they are left out.
MARKS = chars((0x300, 0x304), (0x306, 0x308), (0x30A, 0x30C), 0x327, 0x328)
SIGNS = chars(0x2197, 0x2198, 0x2713, 0x2717, 0x25B2, 0x25BC)  # ↗ ↘ ✓ ✗ ▲ ▼

# What the serif does not have: Ĭ ĭ (put together by the shaper from MARKS),
# Ĳ ĳ, Ŧ ŧ and U+201B.
SERIF_LACKS = chars(0x12C, 0x12D, 0x132, 0x133, 0x166, 0x167, 0x201B)

FEATURES = [
    *("kern", "liga", "ccmp", "locl", "mark", "mkmk"),
    *("lnum", "onum", "tnum", "pnum"),
]
# Scripts and languages; not the phonetic and Americanist systems of the sans.
SCRIPTS = ["DFLT", "grek.dflt"] + [
    f"latn.{language}"
    for language in "dflt AZE CAT CRT MOL NLD NSM ROM SKS TRK".split()
]


@dataclass(frozen=True)
class Face:
    """One face to make: where it comes from and what goes into it."""

    file: str  # name of the file written
    package: str
    source: str  # path of the font in the package
    family: str
    style: str
    characters: frozenset
    lacks: frozenset  # characters asked for that the source does not have
    features: frozenset  # what must be there in the end


def serif(file, source, style, greek):
    """A face of the serif."""
    return Face(
        file=file,
        package="source-serif",
        source=f"TTF/SourceSerif4SmText-{source}.ttf",
        family="Offprint Serif",
        style=style,
        characters=frozenset(TEXT | greek | MARKS),
        lacks=frozenset(SERIF_LACKS),
        features=frozenset(FEATURES),
    )


def sans(file, source, style):
    """A face of the sans."""
    return Face(
        file=file,
        package="source-sans",
        source=f"TTF/SourceSans3-{source}.ttf",
        family="Offprint Sans",
        style=style,
        characters=frozenset(TEXT | GREEK | SIGNS),
        lacks=frozenset(),
        features=frozenset(["kern", "liga", "locl", "onum", "pnum"]),
    )


FACES = [
    serif("serif-400.woff2", "Regular", "Regular", GREEK),
    serif("serif-400-italic.woff2", "It", "Italic", GREEK),
    serif("serif-600.woff2", "Semibold", "SemiBold", GREEK_LETTERS),
    sans("sans-400.woff2", "Regular", "Regular"),
    sans("sans-600.woff2", "Semibold", "SemiBold"),
]


# --- The packages -----------------------------------------------------------


def tarball(name, folder):
    """The path of the package's tarball in folder, fetched with npm if missing."""
    version, digest = PACKAGES[name]
    path = folder / f"{name}-{version}.tgz"
    if not path.exists():
        subprocess.run(
            ["npm", "pack", "--silent", f"{name}@{version}"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{path}: SHA-256 is {found}, not {digest}")
    return path


def read_packages(folder):
    """The files needed of the packages: (package, path in it) -> bytes."""
    wanted = {(face.package, face.source) for face in FACES}
    wanted |= {(name, "LICENSE.md") for name in PACKAGES}
    files = {}
    for name in PACKAGES:
        with tarfile.open(tarball(name, folder)) as archive:
            for member in archive:
                key = (name, member.name.removeprefix("package/"))
                if key in wanted:
                    files[key] = archive.extractfile(member).read()
    if missing := wanted - files.keys():
        sys.exit(f"not in the packages: {sorted(missing)}")
    return files


# --- The fonts --------------------------------------------------------------


def drop_stacked_marks(font):
    """Removes from ccmp the ligatures of accents, and so their glyphs.

    They are for Vietnamese, polytonic Greek and phonetics.  What is left of ccmp
    takes accents for capitals over capitals and the dot off an i under an accent.
    """
    names = font.getBestCmap()
    marks = {names[code] for code in range(0x300, 0x370) if code in names}
    table = font["GSUB"].table
    lookups = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "ccmp"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            if subtable.LookupType != 4:
                continue
            for first, ligatures in list(subtable.ligatures.items()):
                kept = [
                    ligature
                    for ligature in ligatures
                    if marks.isdisjoint([first, *ligature.Component])
                ]
                if kept:
                    subtable.ligatures[first] = kept
                else:
                    del subtable.ligatures[first]


def add_replacement(font):
    """Adds a glyph for U+FFFD, which neither family has: a copy of .notdef."""
    name = "uniFFFD"
    order = font.getGlyphOrder()
    font.setGlyphOrder([*order, name])
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["glyf"].glyphs[name] = font["glyf"][".notdef"]
    font["hmtx"][name] = font["hmtx"][".notdef"]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0xFFFD] = name


def rename(font, face):
    """Replaces the names; copyright, trademark and licence stay as they are."""
    table = font["name"]
    kept = {key: table.getDebugName(key) for key in (0, 7, 13, 14)}
    version = re.match(r"Version (\d+\.\d+)", table.getDebugName(5))[1]
    postscript = f"{face.family}-{face.style}".replace(" ", "")
    names = {
        1: face.family,
        2: face.style,
        3: f"{version};NONE;{postscript}",
        4: f"{face.family} {face.style}",
        5: f"Version {version}; subset for offprint",
        6: postscript,
    }
    if face.style == "SemiBold":
        names |= {1: names[4], 2: "Regular", 16: face.family, 17: face.style}
    table.names = []
    for key, text in sorted((kept | names).items()):
        table.setName(text, key, 3, 1, 0x409)
    font["OS/2"].achVendID = "NONE"


def make(face, data):
    """The face as an uncompressed TTFont, from the bytes of its source."""
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if missing := face.characters - {0xFFFD} - face.lacks - font.getBestCmap().keys():
        sys.exit(f"{face.source} lacks {[f'U+{code:04X}' for code in sorted(missing)]}")
    drop_stacked_marks(font)
    add_replacement(font)

    options = subset.Options()
    options.layout_features = FEATURES
    options.layout_scripts = SCRIPTS
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = ["*"]  # rename() sees to them
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.drop_tables += ["BASE", "DSIG", "GlyphOrder"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=face.characters)
    subsetter.subset(font)
    rename(font, face)
    # Smooth at every size: there are no instructions to fit the grid with.
    font["gasp"] = newTable("gasp")
    font["gasp"].version = 1
    font["gasp"].gaspRange = {0xFFFF: 0x000A}

    # Compacting the kerning needs the tables as they are compiled.
    font = reopen(font)
    compact(font, 1)
    font = reopen(font)
    found = features(font)
    if lost := face.features - found:
        sys.exit(f"{face.file} lost {sorted(lost)}")
    return font


def reopen(font, flavor=None):
    """The font after saving and loading."""
    return TTFont(io.BytesIO(pack(font, flavor)), recalcTimestamp=False)


def pack(font, flavor):
    """The bytes of the font."""
    font.flavor = flavor
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def features(font):
    """The layout features of a font."""
    return {
        record.FeatureTag
        for tag in ("GSUB", "GPOS")
        if tag in font
        for record in font[tag].table.FeatureList.FeatureRecord
    }


# --- The licence ------------------------------------------------------------


def licence(files):
    """OFL.txt: one copyright line a family, and the text both packages have."""
    notices, texts = [], set()
    for name in PACKAGES:
        lines = files[name, "LICENSE.md"].decode("utf-8").splitlines()
        notices.append(lines[0].strip())
        texts.add("\n".join(line.rstrip() for line in lines[1:]).strip())
    if len(texts) != 1:
        sys.exit("the packages have different licence texts")
    return (
        "The fonts in this folder, Offprint Serif and Offprint Sans, are Modified\n"
        "Versions (subsets, renamed) of Source Serif 4 and Source Sans 3:\n\n"
        f"Source Serif 4: {notices[0]}\n\n"
        f"Source Sans 3: {notices[1]}\n\n"
        f"{texts.pop()}\n"
    )


# --- The widths -------------------------------------------------------------

DENSE = range(0x20, 0x180)


def widths(font):
    """Code point -> advance width, the figures tabular.

    The soft hyphen has no width: a browser does not draw it within a line.
    """
    advances = font["hmtx"].metrics
    table = {code: advances[name][0] for code, name in font.getBestCmap().items()}
    table[0xAD] = 0
    if "tnum" in features(font):
        sys.exit("the sans has a tnum feature now: take the widths through it")
    if len({table[ord(figure)] for figure in "0123456789"}) != 1:
        sys.exit("the default figures of the sans are not tabular")
    return table


def rust(regular, semibold):
    """The text of widths.rs."""
    units = regular["head"].unitsPerEm
    assert units == semibold["head"].unitsPerEm
    out = [
        "//! Advance widths of the shipped sans face -> numbers for measuring text;"
        " generated by tests/tools/fonts.py, do not edit.",
        "//!",
        "//! In font units and without kerning. Figures are tabular. The dense tables"
        " start at",
        "//! `DENSE_FIRST` and hold 0 for what the face lacks and for the soft hyphen;"
        " the others are",
        "//! sorted and hold the rest of what the face has.",
        "",
        "/// Font units to the em.",
        f"pub(super) const UNITS_PER_EM: u16 = {units};",
        "",
        "/// Code point of the first entry of the dense tables.",
        f"pub(super) const DENSE_FIRST: u32 = 0x{DENSE[0]:02X};",
    ]
    for font, name, weight in ((regular, "REGULAR", 400), (semibold, "SEMIBOLD", 600)):
        table = widths(font)
        rest = sorted(table.keys() - set(DENSE))
        out += [
            "",
            f"/// Widths of U+{DENSE[0]:04X} to U+{DENSE[-1]:04X} at weight {weight}.",
            "#[rustfmt::skip]",
            f"pub(super) static {name}: [u16; {len(DENSE)}] = [",
        ]
        for start in range(DENSE[0], DENSE[-1], 16):
            row = (f"{table.get(code, 0):3}," for code in range(start, start + 16))
            out.append(f"    {' '.join(row)} // U+{start:04X}")
        out += [
            "];",
            "",
            f"/// Widths of the other characters at weight {weight}, by code point.",
            "#[rustfmt::skip]",
            f"pub(super) static {name}_REST: &[(char, u16)] = &[",
        ]
        for start in range(0, len(rest), 5):
            row = (f"('\\u{{{c:x}}}', {table[c]})," for c in rest[start : start + 5])
            out.append(f"    {' '.join(row)}")
        out.append("];")
    return "\n".join(out) + "\n"


# --- Measuring --------------------------------------------------------------

SAMPLES = """\
Revenue by region, 2019–2024
Average waiting time (minutes)
Year-over-year change
Total cost per unit, €
Temperature (°C)
Available Types of Variation
To Twelve Yearly Tests
AVATAR WAVE TAXONOMY
Share of respondents, %
1,234,567.89
−12.5 % to +17.1 %
11 July 2021
Traffic (million visits)
Population density, persons per km²
WATER & ENERGY
Offshore wind efficiency
Forecast vs. actual
Q1 Q2 Q3 Q4
p < 0.05, n = 1,024
Yield, Tons/Year
Other
Latvia, Türkiye, Côte d’Ivoire""".splitlines()


def measure(fonts):
    """Prints the widths by the table beside those of shaped text."""
    import uharfbuzz as hb

    def line(ours, real, text):
        print(f"{weight:6} {ours:6} {real:6} {100 * (ours / real - 1):+6.2f} % {text}")

    print("\nweight  table shaped  off     text (shaped: kern, liga and tnum on)")
    for weight in (400, 600):
        font = fonts[f"sans-{weight}.woff2"]
        table = widths(font)
        shaper = hb.Font(hb.Face(pack(font, None)))
        total, real_total = 0, 0
        for text in SAMPLES:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            hb.shape(shaper, buffer, {"kern": True, "liga": True, "tnum": True})
            real = sum(position.x_advance for position in buffer.glyph_positions)
            ours = sum(table[ord(char)] for char in text)
            total, real_total = total + ours, real_total + real
            line(ours, real, text)
        line(total, real_total, "(all)")


# --- The whole --------------------------------------------------------------


def main():
    """Makes all files and writes or compares them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--measure", action="store_true", help="measure samples, too")
    parser.add_argument("--packages", type=Path, help="where to keep the tarballs")
    options = parser.parse_args()
    for tool, version in TOOLS.items():
        if (found := importlib.metadata.version(tool)) != version:
            print(f"warning: {tool} is {found}, not {version}", file=sys.stderr)

    with tempfile.TemporaryDirectory() as scratch:
        folder = options.packages or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        files = read_packages(folder)

    fonts = {f.file: make(f, files[f.package, f.source]) for f in FACES}
    output = {f"{FONTS}/{name}": pack(font, "woff2") for name, font in fonts.items()}
    sizes = [len(data) for data in output.values()]
    if max(sizes) > FACE_LIMIT or sum(sizes) > TOTAL_LIMIT:
        sys.exit(f"too large: {sizes}, {sum(sizes)} in all")
    output |= {path: pack(fonts[name], None) for path, name in PLAIN.items()}
    output[f"{FONTS}/OFL.txt"] = licence(files).encode()
    output[WIDTHS] = rust(fonts["sans-400.woff2"], fonts["sans-600.woff2"]).encode()

    same = True
    for path, data in output.items():
        target = ROOT / path
        changed = not target.exists() or target.read_bytes() != data
        same &= not changed
        if changed and not options.check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        print(f"{len(data):7} {digest} {path}{' (differs)' if changed else ''}")
    print(f"{sum(sizes):7} bytes of fonts")
    for face in FACES:
        font = fonts[face.file]
        print(
            f"{face.file}: {len(font.getBestCmap())} characters,"
            f" {len(font.getGlyphOrder())} glyphs,"
            f" features {' '.join(sorted(features(font)))}"
        )
    if options.measure:
        measure(fonts)
    if options.check and not same:
        sys.exit("the files differ from what this script makes")


if __name__ == "__main__":
    main()
