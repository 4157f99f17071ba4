"""Validates a package that was taken out of its ZIP file; says what is wrong with it, and nothing else.

    validate.py data-package FOLDER      the Data Package, by frictionless: columns, types, keys
    validate.py research-object FOLDER   the RO-Crate, by roc-validator
    validate.py workbook FOLDER          the workbook, by openpyxl: it holds what the CSV files hold

Exit codes: 0 sound, 1 not. Nothing is fetched: every connection is refused.
"""

import csv
import hashlib
import json
import socket
import sys
from pathlib import Path

CONTEXT = "https://w3id.org/ro/crate/1.2/context"

# The terms of the RO-Crate 1.2 context that offprint writes; the context itself is not among what the
# validator brings along. A term that is missing here is one to be looked up there first.
TERMS = """
    publisher CreateAction CreativeWork Dataset Organization Periodical Person ScholarlyArticle
    SoftwareApplication about actionStatus affiliation author citation contentSize datePublished
    description encodingFormat endTime familyName givenName hasPart identifier inLanguage instrument
    isBasedOn isPartOf license mentions name object parentOrganization result sha256 softwareVersion url
    version
"""


# What the RO-Crate validator recommends and only the authors of a study can know: addresses of
# licences, addresses and ROR identifiers of organisations, affiliations and ORCID iDs of persons, whom to ask.
UNKNOWN = ["80.2", "80.3", "85.0", "86.2", "89.0", "90.1", "91.0", "93.0"]


def refuse(*_arguments, **_options):
    raise OSError("validators work without a network")


def data_package(folder):
    from frictionless import validate

    report = validate(str(folder / "datapackage.json"))
    found = [f"{kind}: {message}" for kind, message in report.flatten(["type", "message"])]
    package = json.loads((folder / "datapackage.json").read_text())
    if len(report.tasks) != len(package["resources"]):
        found.append(f"{len(report.tasks)} of {len(package['resources'])} files were read")
    # What the library does not look at.
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        if resource["bytes"] != len(content) or resource["hash"] != digest:
            found.append(f"{resource['path']}: size or digest is another")
    return found


class Context:
    """The response of a server to a request for the context."""

    status_code = 200
    ok = True
    from_cache = True
    url = CONTEXT
    headers = {"Content-Type": "application/ld+json"}

    def json(self):
        terms = {term: f"http://schema.org/{term}" for term in TERMS.split()}
        terms["File"] = "http://schema.org/MediaObject"
        terms["conformsTo"] = "http://purl.org/dc/terms/conformsTo"
        return {"@context": terms}

    @property
    def text(self):
        return json.dumps(self.json())

    @property
    def content(self):
        return self.text.encode()

    def raise_for_status(self):
        pass


def research_object(folder):
    from rocrate_validator import services
    from rocrate_validator.models import Severity, ValidationSettings
    from rocrate_validator.utils import http

    def get(_requester, url, *_arguments, **_options):
        if url == CONTEXT:
            return Context()
        raise OSError(f"{url} is not to be fetched")

    http.HttpRequester.get = get
    settings = ValidationSettings(
        rocrate_uri=str(folder),
        profile_identifier="ro-crate-1.2",
        requirement_severity=Severity.RECOMMENDED,
        no_cache=True,
    )
    result = services.validate(settings)
    known = {f"ro-crate-1.2_{number}" for number in UNKNOWN}
    issues = [it for it in result.get_issues() if it.check.identifier not in known]
    found = [f"{issue.check.identifier}: {issue.message}" for issue in issues]
    graph = json.loads((folder / "ro-crate-metadata.json").read_text())["@graph"]
    # What the validator does not look at: every file is described, and as it is.
    described = {entity["@id"]: entity for entity in graph if entity["@type"] == "File"}
    own = "ro-crate-metadata.json"
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {own}
    found += [f"{path}: not described, or not there" for path in files ^ set(described)]
    for path in files & set(described):
        content = (folder / path).read_bytes()
        entity = described[path]
        digest = hashlib.sha256(content).hexdigest()
        if entity["contentSize"] != str(len(content)) or entity["sha256"] != digest:
            found.append(f"{path}: size or digest is another")
    ids = {entity["@id"] for entity in graph}
    for entity in graph:
        for key, value in entity.items():
            for part in value if isinstance(value, list) else [value]:
                target = part.get("@id") if isinstance(part, dict) else None
                outside = key == "conformsTo"
                if target is not None and target not in ids and not outside:
                    found.append(f"{entity['@id']}: {key} leads to {target}, which is not there")
    return found


def workbook(folder):
    import openpyxl

    package = json.loads((folder / "datapackage.json").read_text())
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    found = []
    names = book.sheetnames
    if names[0] != "About" or names[-1] != "Columns":
        found.append(f"the first and the last sheet are {names[0]} and {names[-1]}")
    if len({name.lower() for name in names}) != len(names) or max(map(len, names)) > 31:
        found.append(f"names of sheets: {names}")
    about = [[cell.value for cell in row] for row in book["About"].iter_rows()]
    listed = [row[0] for row in about[-len(names) + 1 :]]
    if listed != names[1:]:
        found.append(f"the first sheet lists {listed}")
    if package["title"] not in about[0]:
        found.append("the first sheet has no title")
    tables = [it for it in package["resources"] if not it["path"].startswith("data/figures/")]
    if len(tables) != len(names) - 2:
        found.append(f"{len(tables)} tables in {len(names)} sheets")
    for resource, name in zip(tables, names[1:]):
        found += [f"{name}: {fault}" for fault in unlike(folder, resource, book[name])]
    return found


def unlike(folder, resource, sheet):
    """What is not in a sheet as it is in the file of a resource."""
    with open(folder / resource["path"], encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    head = [cell.value for cell in sheet[1]]
    if sheet.freeze_panes is None:
        yield "its head is not frozen"
    extra = [at for at, name in enumerate(head) if name not in rows[0]]
    if [head[at] for at in extra] not in ([], ["unit"]):
        yield f"its columns are {head}"
    shown = [[cell for at, cell in enumerate(row) if at not in extra] for row in sheet.iter_rows()]
    if len(shown) != len(rows):
        yield f"{len(shown)} rows instead of {len(rows)}"
    for at, (expected, cells) in enumerate(zip(rows, shown)):
        for name, text, cell in zip(rows[0], expected, cells):
            kind = "string" if at == 0 else kinds[name]
            if cell.data_type == "f":
                yield f"{cell.coordinate} is a formula"
            elif not same(kind, text, cell.value):
                yield f"{cell.coordinate} holds {cell.value!r} instead of {text!r}"


def same(kind, text, value):
    if text == "":
        return value is None
    if kind in ("integer", "number"):
        return type(value) in (int, float) and value == float(text)
    if kind == "boolean":
        return value is (text == "true")
    # An apostrophe keeps a text in a CSV file from being taken for a formula.
    return value == text or "'" + str(value) == text


def main(what, folder):
    socket.socket.connect = refuse
    socket.create_connection = refuse
    checks = {
        "data-package": data_package,
        "research-object": research_object,
        "workbook": workbook,
    }
    found = list(checks[what](Path(folder)))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
