"""What the same reading costs alone: every file of the tree out of git, the reviewed ones parsed. `reference REPO COUNT`."""

import ast
import subprocess
import sys


def main() -> int:
    """Read and parse, and say how much it was."""
    repo, parsed = sys.argv[1], int(sys.argv[2])
    listed = subprocess.run(["git", "-C", repo, "ls-tree", "-r", "main"], capture_output=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    old = subprocess.run(["git", "-C", repo, "ls-tree", "-r", "main^"], capture_output=True, check=True).stdout
    before = {line.split()[2] for line in old.splitlines()}
    process = subprocess.Popen(
        ["git", "-C", repo, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin and process.stdout
    size = trees = 0
    for row in rows:
        process.stdin.write(row[2] + b"\n")
        process.stdin.flush()
        data = process.stdout.read(int(process.stdout.readline().split()[2]) + 1)
        size += len(data)
        if row[2] not in before and trees < parsed:
            trees += bool(ast.parse(data[:-1]))
    process.stdin.close()
    process.wait()
    print(f"{len(rows)} files, {size} bytes, {trees} parsed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
