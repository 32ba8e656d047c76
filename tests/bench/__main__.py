"""Prints time and memory of `metareview check` beside a reference, of the service's inbox, and of the whole service: `python -m tests.bench [--small]`."""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import durable, gerrit, parsing, service
from tests.bench.forge import print_table
from tests.bench.material import Material, make_material, prose, write_reviews
from tests.bench.measuring import Cost, cost_of

ROOT = Path(__file__).resolve().parents[2]
CORES = 2
FULL = ((10_000, 10), (10_000, 100), (10_000, 1_000), (10_000, 10_000), (100, 1_000), (1_000, 1_000), (10_000, 1_000))
SMALL = ((100, 10), (100, 100), (300, 100))
AIM = (10_000, 1_000, 5.0, 300.0)


def main() -> int:
    """Print the tables; 1 where a command failed or the aim was missed."""
    is_small = "--small" in sys.argv[1:]
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    print(f"on {len(os.sched_getaffinity(0))} cores; memory is the sum of the peaks of all processes")
    with tempfile.TemporaryDirectory(prefix="metareview-bench-") as folder:
        is_good = _checks(Path(folder), SMALL if is_small else FULL)
        _parsing(Path(folder), 500_000 if is_small else 10_000_000)
    is_good &= parsing.measure(is_small=is_small)
    is_good &= print_table(is_small)
    is_good &= gerrit.print_table(is_small)
    _starting(2 if is_small else 7)
    durable.measure(is_small=is_small)
    service.measure(is_small=is_small)
    return 0 if is_good else 1


def _checks(place: Path, cases: tuple[tuple[int, int], ...]) -> bool:
    made: dict[int, tuple[Material, Cost]] = {}
    before: tuple[int, int, float] | None = None
    is_good = True
    print(f"\n{'files':>7} {'findings':>9} {'seconds':>8} {'MB':>6} {'alone s':>8} {'ratio':>6} {'growth':>8}")
    for files, findings in cases:
        if files not in made:
            material = make_material(place / f"tree-{files}", files)
            made[files] = material, _alone(material)
        material, alone = made[files]
        cost = _check(place / f"reviews-{files}-{findings}", material, findings)
        growth = _growth(before, files, findings, cost.seconds)
        print(
            f"{files:7} {findings:9} {cost.seconds:8.2f} {cost.megabytes:6.0f} {alone.seconds:8.2f} "
            f"{cost.seconds / alone.seconds:6.1f} {growth:>8}",
            flush=True,
        )
        is_good &= cost.code == 0 and _meets_aim(files, findings, cost)
        before = files, findings, cost.seconds
    return is_good


def _check(reviews: Path, material: Material, findings: int) -> Cost:
    files = sorted(reviews.iterdir()) if reviews.exists() else write_reviews(reviews, material, findings)
    command = [sys.executable, "-m", "bot", "check", "--repo", str(material.repo), "--format", "json", *map(str, files)]
    return cost_of(command, {"PYTHONPATH": str(ROOT)})


def _alone(material: Material) -> Cost:
    command = [sys.executable, str(ROOT / "tests/bench/reference.py"), str(material.repo), str(len(material.reviewed))]
    return min((cost_of(command) for _ in range(3)), key=lambda cost: cost.seconds)


def _growth(before: tuple[int, int, float] | None, files: int, findings: int, seconds: float) -> str:
    """How much longer it took than in the row above for how much more of what grew."""
    if before is None:
        return ""
    more = max(findings / before[1], files / before[0])
    return f"x{seconds / before[2]:.1f}/{more:g}" if more > 1 else ""


def _meets_aim(files: int, findings: int, cost: Cost) -> bool:
    if (files, findings) != AIM[:2] or (cost.seconds <= AIM[2] and cost.megabytes <= AIM[3]):
        return True
    print(f"        the aim is {AIM[2]:.0f} s and {AIM[3]:.0f} MB")
    return False


def _parsing(place: Path, size: int) -> None:
    text = prose(size)
    parts = [text[at : at + 500_000] for at in range(0, len(text), 500_000)]
    files = [place / f"prose-{number:03}.md" for number in range(len(parts))]
    for file, part in zip(files, parts, strict=True):
        file.write_text(part, "utf-8")
    code = "import sys; from pathlib import Path; from bot.parser.formats import read_reviews; from bot.parser.parse import parse\n"
    code += "print(sum(len(parse(one).findings) for name in sys.argv[1:] for one in read_reviews(name, Path(name).read_bytes())))"
    cost = cost_of([sys.executable, "-c", code, *map(str, files)], {"PYTHONPATH": str(ROOT)})
    found = int(cost.output)
    print(
        f"\nparsing {size / 1e6:g} MB: {cost.seconds:.1f} s, {size / 1e6 / cost.seconds:.2f} MB/s, {found} findings, {cost.megabytes:.0f} MB"
    )


def _starting(times: int) -> None:
    ours = _quickest([sys.executable, "-m", "bot", "--help"], times)
    empty = _quickest([sys.executable, "-c", "pass"], times)
    print(f"\nmetareview --help: {ours:.3f} s; python -c pass: {empty:.3f} s")


def _quickest(command: list[str], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        cost_of(command, {"PYTHONPATH": str(ROOT)})
        taken.append(time.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    sys.exit(main())
