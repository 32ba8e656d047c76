"""The report as a SARIF 2.1.0 log, for whatever shows the results of tools: the same report gives the same bytes."""

import json
import re
from collections.abc import Mapping

from bot.model.evidence import Evidence, Verdict
from bot.model.finding import Severity
from bot.model.history import State
from bot.model.kinds import KINDS
from bot.model.neutral import neutralise_markdown, neutralise_terminal, one_line
from bot.model.place import Lines, Location, Side
from bot.model.report import MergedFinding, Report
from bot.report.json_report import Value
from bot.report.wording import VERDICTS, deciding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "metareviewFinding/v1"
_KINDS = {
    Verdict.CONFIRMED: "fail",
    Verdict.PLAUSIBLE: "fail",
    Verdict.UNVERIFIABLE: "open",
    Verdict.REFUTED: "pass",
}
_LEVELS = {Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.LOW: "note", Severity.NIT: "note"}
_CLOSED = {State.FIXED: "Fixed since it was told.", State.DISMISSED: "Dismissed."}
_LONGEST = 2000
_MOST_PLACES = 20
_LINK = re.compile(r"\[(?=[^\[\]]{1,1000}\]\([^()\s]{1,1000}\))")
_RESERVED = re.compile(r"[^A-Za-z0-9/._~-]")
_SURROGATES = re.compile("[\ud800-\udfff]")

Object = dict[str, Value]


def render_sarif(report: Report, version: str, helps: Mapping[str, str]) -> str:
    """The log as text; `version` is ours, `helps` says by kind how a finding of it is judged."""
    kinds = sorted({finding.kind for finding in report.findings})
    rules = {kind: at for at, kind in enumerate(kinds)}
    run: Object = {
        "tool": {
            "driver": {
                "name": "metareview",
                "version": version,
                "rules": [_rule(kind, helps.get(kind, "")) for kind in kinds],
            }
        },
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": [_notice(limit) for limit in report.limits]}
        ],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(finding, rules[finding.kind]) for finding in report.findings],
        "properties": {
            "change": _text(report.change),
            "revision": report.revision,
            "base": report.base,
            "confidenceBasis": _text(report.confidence_basis),
        },
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    return _SURROGATES.sub("\ufffd", text) + "\n"


def _rule(kind: str, help_: str) -> Value:
    known = KINDS.get(kind)
    rule: Object = {"id": kind, "shortDescription": {"text": known.title if known else kind}}
    if help_.strip():
        rule["help"] = {"text": help_.strip()}
    if known and known.family:
        rule["properties"] = {"tags": [known.family]}
    return rule


def _notice(limit: str) -> Value:
    return {"level": "note", "message": {"text": _text(limit)}}


def _result(finding: MergedFinding, index: int) -> Value:
    kind = _KINDS[finding.verdict]
    result: Object = {
        "ruleId": finding.kind,
        "ruleIndex": index,
        "kind": kind,
        "level": _LEVELS.get(finding.severity or Severity.MEDIUM, "warning") if kind == "fail" else "none",
        "message": {"text": _words(finding), "markdown": _markdown(finding)},
        "partialFingerprints": {FINGERPRINT: finding.id},
    }
    if (location := finding.location).path is not None:
        result["locations"] = [_location(location)]
    if related := _related(finding):
        result["relatedLocations"] = related
    if finding.confidence is not None:
        result["rank"] = float(round(100 * finding.confidence))
    if finding.state in _CLOSED:
        result["suppressions"] = [_suppression(finding)]
    result["properties"] = {
        "verdict": finding.verdict,
        "state": finding.state,
        "severity": finding.severity,
        "reviewers": [_text(name) for name in dict.fromkeys(source.reviewer for source in finding.sources)],
    }
    return result


def _words(finding: MergedFinding) -> str:
    """What the first reviewer said, so that it can be read and judged again; its title where that says nothing."""
    said = finding.sources[0].quote.strip() if finding.sources else ""
    return _text(said or finding.title) or finding.kind


def _markdown(finding: MergedFinding) -> str:
    verdict = f"**{VERDICTS[finding.verdict]}**"
    seen = [neutralise_markdown(one.detail.rstrip(".")) for one in deciding(finding)]
    why = f": {'; '.join(seen)}." if seen else "."
    return f"{neutralise_markdown(finding.title)}\n\n{verdict[:3].capitalize()}{verdict[3:]}{why}"


def _location(location: Location) -> Value:
    """A place of the base tree has no lines here, where lines are those of head."""
    physical: Object = {"artifactLocation": _artifact(location.path or "")}
    if location.start_line is not None and location.side is Side.NEW:
        physical["region"] = _region(location.start_line, location.end_line)
    return {"physicalLocation": physical}


def _related(finding: MergedFinding) -> list[Value]:
    """The lines behind the evidence, each with what was seen there."""
    shown: list[tuple[Evidence, Lines]] = []
    for seen in finding.evidence:
        shown += ((seen, at) for at in seen.lines)
        if len(shown) >= _MOST_PLACES:
            break
    return [_seen(number, seen, at) for number, (seen, at) in enumerate(shown[:_MOST_PLACES])]


def _seen(number: int, seen: Evidence, at: Lines) -> Value:
    physical: Object = {"artifactLocation": _artifact(at.path), "region": _region(at.start_line, at.end_line)}
    words = f"{seen.outcome}, {seen.strength}: {seen.detail}"
    return {"id": number, "physicalLocation": physical, "message": {"text": _text(words)}}


def _artifact(path: str) -> Value:
    uri = _RESERVED.sub(lambda one: "".join(f"%{byte:02X}" for byte in one[0].encode("utf-8", "replace")), path)
    return {"uri": uri, "uriBaseId": ROOT}


def _region(start: int, end: int | None) -> Value:
    return {"startLine": start, "endLine": max(start, end or start)}


def _suppression(finding: MergedFinding) -> Value:
    reason = finding.dismissed_by.reason if finding.dismissed_by and finding.state is State.DISMISSED else ""
    return {
        "kind": "external",
        "status": "accepted",
        "justification": _text(one_line(reason)) or _CLOSED[finding.state],
    }


def _text(words: str) -> str:
    """Foreign words as plain text of a message, in which brackets would make links."""
    cut = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return _LINK.sub(r"\\[", neutralise_terminal(cut))
