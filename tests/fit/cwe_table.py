"""Makes `bot/data/cwe.json` from MITRE's catalogue as the package `cwe2` 3.0.0 carries it: `python -m tests.fit.cwe_table`.

The package is needed only here; install it by hand before. CWE is used under MITRE's terms of use, whose notice the table repeats.
"""

import json
import sys
import xml.etree.ElementTree as ElementTree
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "bot" / "data" / "cwe.json"
SPACE = "{http://cwe.mitre.org/cwe-7}"
NOTICE = (
    "Common Weakness Enumeration (CWE), copyright The MITRE Corporation, used under the CWE Terms of Use "
    "(https://cwe.mitre.org/about/termsofuse.html): ids, names and mapping advice only."
)


def main() -> None:
    """Read the catalogue and write one row a weakness: name, abstraction, usage, other names."""
    source = files("cwe2.database_v49").joinpath("cwec_v4.14.xml")
    root = ElementTree.fromstring(source.read_bytes())
    rows = {}
    for element in root.iter(f"{SPACE}Weakness"):
        usage = element.findtext(f"{SPACE}Mapping_Notes/{SPACE}Usage") or ""
        terms = [term.text or "" for term in element.iter(f"{SPACE}Term")]
        rows[element.attrib["ID"]] = [element.attrib["Name"], element.attrib["Abstraction"], usage, terms]
    for tag in ("Category", "View"):
        for element in root.iter(f"{SPACE}{tag}"):
            rows[element.attrib["ID"]] = [element.attrib["Name"], tag, "Prohibited", []]
    table = {
        "notice": NOTICE,
        "version": root.attrib["Version"],
        "rows": {key: rows[key] for key in sorted(rows, key=int)},
    }
    TARGET.write_text(
        json.dumps(table, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n", encoding="utf-8"
    )
    print(f"{len(rows)} rows, {TARGET.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
