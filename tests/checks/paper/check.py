"""Holds printed PDF files to the rules of docs/maintainers/print.md, with tools of others.

In: a folder that `fingerpost print --all` wrote, or `print/` of a built site. Out: what is wrong, and last `N passed, N failed`; exit 1 if anything failed.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pikepdf

FOLDER = Path(sys.argv[1])
SMALLEST = {"large-print": 16}
SMALLEST_OF_ALL = 12
# QR codes are at least 20 mm wide, so at 150 dots an inch a module has more than three.
DOTS = 150


def said(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def qpdf(path):
    code, words = said("qpdf", "--check", path)
    return [] if code == 0 else [f"qpdf: {words.strip()[-300:]}"]


def pdfua(path):
    code, words = said("pdfua", "check", path)
    return [] if code == 0 else [f"pdfua: {words.strip()[-300:]}"]


def fonts(path):
    """Every font embedded and cut down to the letters in use."""
    lines = said("pdffonts", path)[1].splitlines()[2:]
    wrong = []
    for line in lines:
        cells = re.search(r"(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$", line)
        if not cells or cells.groups() != ("yes", "yes", "yes"):
            wrong.append(f"font: {line.strip()}")
    return wrong if lines else ["no font at all"]


def multiplied(one, other):
    """Two matrices of PDF (ISO 32000-1, 8.3.4): first `one`, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def shown_sizes(page):
    """The size, in points on the paper, of each run of letters that a page shows."""
    unit = (1, 0, 0, 1, 0, 0)
    now, text, size, saved = unit, unit, 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                saved.append((now, size))
            case "Q":
                now, size = saved.pop()
            case "cm":
                now = multiplied(tuple(map(float, operands)), now)
            case "BT":
                text = unit
            case "Tm":
                text = tuple(map(float, operands))
            case "Tf":
                size = float(operands[1])
            case "Tj" | "TJ" | "'" | '"':
                a, b, c, d, _, _ = multiplied(text, now)
                yield size * abs(a * d - b * c) ** 0.5


def sizes(path, format_):
    least = SMALLEST.get(format_, SMALLEST_OF_ALL)
    with pikepdf.open(path) as document:
        wrong = {
            (number, round(size, 1))
            for number, page in enumerate(document.pages, 1)
            for size in shown_sizes(page)
            if size < least - 0.05
        }
    return [f"page {number}: letters of {size} pt" for number, size in sorted(wrong)]


def pages(path):
    """Width and height of each page, and its words, each with its box: left, top, right, bottom, in points."""
    with tempfile.NamedTemporaryFile(suffix=".html") as boxes:
        said("pdftotext", "-bbox", path, boxes.name)
        read = Path(boxes.name).read_text()
    for page in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', read, re.DOTALL):
        word = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
        yield float(page[0]), float(page[1]), [(*map(float, found[:4]), found[4]) for found in re.findall(word, page[2])]


def inside(path):
    """Nothing leaves the page: each word lies at least 8 mm inside it, where office printers still print."""
    wrong = []
    edge = 8 / 25.4 * 72
    for number, (width, height, words) in enumerate(pages(path), 1):
        for x0, y0, x1, y1, word in words:
            if x0 < edge or y0 < edge or x1 > width - edge or y1 > height - edge:
                wrong.append(f"page {number}: `{word}` lies at the edge")
    return wrong[:5]


def apart(path):
    """No line of text lies on another."""
    wrong = []
    for number, (_, _, words) in enumerate(pages(path), 1):
        words.sort()
        for at, one in enumerate(words):
            for other in words[at + 1 :]:
                if other[0] >= one[2]:
                    break
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                if across > 2 and down > 0.5 * min(one[3] - one[1], other[3] - other[1]):
                    wrong.append(f"page {number}: `{one[4]}` and `{other[4]}` overlap")
    return wrong[:5]


def qr(path, edition, page_count):
    """The code on the first or last page leads where the letters on the page say."""
    with tempfile.TemporaryDirectory() as scratch:
        for page in {1, page_count}:
            said("pdftoppm", "-r", str(DOTS), "-gray", "-f", str(page), "-l", str(page), path, f"{scratch}/page")
        found = set()
        for image in sorted(Path(scratch).iterdir()):
            command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(image)]
            found |= set(subprocess.run(command, capture_output=True, text=True).stdout.split())
    if len(found) != 1:
        return [f"QR codes: {sorted(found)}"]
    address = found.pop()
    text = re.sub(r"\s", "", said("pdftotext", path, "-")[1])
    wrong = [] if address.split("://")[-1] in text else [f"{address} is not printed in letters"]
    return wrong if f"/p/{edition}.html" in address else wrong + [f"{address} is not edition {edition}"]


def order(path, print_):
    """The title comes first and the foot last, as a screen reader reads it."""
    text = " ".join(said("pdftotext", "-raw", path, "-")[1].replace("\u00a0", " ").replace("\u200b", "").split())
    title = " ".join(print_["title"].replace("\u00a0", " ").split())
    wrong = []
    if title not in text[: len(title) + 60]:
        wrong.append(f"the text begins with `{text[:60]}`, not with the title")
    return wrong


def tree_order(element, page=None):
    """Each piece of content below an element of the tag tree, as a screen reader reads it: its page and its number."""
    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield page.objgen, kid
        elif "/MCID" in kid:
            yield kid.get("/Pg", page).objgen, int(kid.MCID)
        elif kid.get("/Type") != "/OBJR":
            yield from tree_order(kid, page)


def painted_in_order(path):
    """A page is painted in the order in which it is read. outloud's rule ORD-001 asks the same, but takes what stands in an
    element before what stands in its children, so that a paragraph that begins with bold words is wrong to it."""
    wrong = []
    with pikepdf.open(path) as document:
        read = {}
        for page, number in tree_order(document.Root.StructTreeRoot):
            read.setdefault(page, []).append(number)
        for count, page in enumerate(document.pages, 1):
            begun = [ops for ops, operator in pikepdf.parse_content_stream(page) if str(operator) == "BDC"]
            painted = [int(ops[1].MCID) for ops in begun if isinstance(ops[1], pikepdf.Dictionary) and "/MCID" in ops[1]]
            if [number for number in painted if number in read.get(page.objgen, [])] != read.get(page.objgen, []):
                wrong.append(f"page {count} is not painted in the order in which it is read")
    return wrong


# See above; a warning of its own where a paragraph begins with bold words.
NOT_ASKED = {"ORD-001"}


def outloud(paths):
    """Findings by file; slow to start, so all files at once."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        said("outloud", "--quiet", "--fail-on", "never", "--json", report.name, *map(str, paths))
        read = json.loads(Path(report.name).read_text())
    return {
        str(Path(one["path"]).resolve()): [
            found for found in one["findings"] if found.get("severity") != "info" and found.get("rule") not in NOT_ASKED
        ]
        for one in read["results"]
    }


def check(path, print_):
    full = str(FOLDER / path)
    wrong = qpdf(full)
    if path.endswith("-to-fold.pdf"):
        return wrong
    wrong += pdfua(full) + fonts(full) + sizes(full, print_["format"]) + order(full, print_) + painted_in_order(full)
    return wrong + inside(full) + apart(full) + qr(full, print_["edition"], print_["pages"])


def main():
    prints = json.loads((FOLDER / "leaflets.json").read_text())
    # Processes, because most of the work is Python's own, of which threads do one piece at a time.
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = dict(zip(prints, pool.map(check, prints.keys(), prints.values())))
    accessible = [FOLDER / path for path in prints if not path.endswith("-to-fold.pdf")]
    heard = {}
    chunks = [accessible[at :: (os.cpu_count() or 1)] for at in range(os.cpu_count() or 1)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(outloud, [chunk for chunk in chunks if chunk]):
            heard |= found
    passed = failed = 0
    for path, wrong in results.items():
        if not path.endswith("-to-fold.pdf"):
            findings = heard.get(str((FOLDER / path).resolve()))
            if findings is None:
                wrong.append("outloud did not look at it")
            else:
                wrong += [f"outloud: {one.get('rule')}: {one.get('message')}" for one in findings]
        failed += bool(wrong)
        passed += not wrong
        for one in wrong:
            print(f"{path}: {one}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed == 0)


if __name__ == "__main__":
    main()
