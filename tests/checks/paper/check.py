"""Holds printed PDF files to the rules of docs/maintainers/print.md, with tools of others.

In: a folder that `fingerpost print --all` wrote. Out: what is wrong, and last `N passed, N failed`; exit 1 if anything failed.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pymupdf

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


def sizes(path, format_):
    least = SMALLEST.get(format_, SMALLEST_OF_ALL)
    small = set()
    with pymupdf.open(path) as document:
        for page in document:
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", []):
                    small |= {
                        (round(span["size"], 1), span["text"].strip()[:40])
                        for span in line["spans"]
                        if span["text"].strip() and span["size"] < least - 0.05
                    }
    return [f"too small: {size} pt `{text}`" for size, text in sorted(small)]


def inside(path):
    """Nothing leaves the page: each word lies at least 8 mm inside it, where office printers still print."""
    wrong = []
    edge = 8 / 25.4 * 72
    with pymupdf.open(path) as document:
        for page in document:
            for x0, y0, x1, y1, word, *_ in page.get_text("words"):
                if x0 < edge or y0 < edge or x1 > page.rect.width - edge or y1 > page.rect.height - edge:
                    wrong.append(f"page {page.number + 1}: `{word}` lies at the edge")
    return wrong[:5]


def apart(path):
    """No line of text lies on another."""
    wrong = []
    with pymupdf.open(path) as document:
        for page in document:
            words = sorted(page.get_text("words"))
            for at, one in enumerate(words):
                for other in words[at + 1 :]:
                    if other[0] >= one[2]:
                        break
                    across = min(one[2], other[2]) - max(one[0], other[0])
                    down = min(one[3], other[3]) - max(one[1], other[1])
                    if across > 2 and down > 0.5 * min(one[3] - one[1], other[3] - other[1]):
                        wrong.append(f"page {page.number + 1}: `{one[4]}` and `{other[4]}` overlap")
    return wrong[:5]


def qr(path, edition):
    """The code on the page leads where the letters on the page say."""
    with tempfile.TemporaryDirectory() as scratch:
        said("pdftoppm", "-r", str(DOTS), "-gray", path, f"{scratch}/page")
        found = set()
        for image in sorted(Path(scratch).iterdir()):
            found |= set(said("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(image))[1].split())
    if len(found) != 1:
        return [f"QR codes: {sorted(found)}"]
    address = found.pop()
    text = re.sub(r"\s", "", said("pdftotext", path, "-")[1])
    wrong = [] if address.split("://")[-1] in text else [f"{address} is not printed in letters"]
    return wrong if f"/p/{edition}.html" in address else wrong + [f"{address} is not edition {edition}"]


def order(path, print_):
    """The title comes first and the foot last, as a screen reader reads it."""
    text = " ".join(said("pdftotext", "-raw", path, "-")[1].replace("\u00a0", " ").split())
    title = " ".join(print_["title"].replace("\u00a0", " ").split())
    wrong = []
    if title not in text[: len(title) + 60]:
        wrong.append(f"the text begins with `{text[:60]}`, not with the title")
    return wrong


def outloud(paths):
    """Findings by file; slow to start, so all files at once."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        said("outloud", "--quiet", "--fail-on", "never", "--json", report.name, *map(str, paths))
        read = json.loads(Path(report.name).read_text())
    return {
        str(Path(one["path"]).resolve()): [found for found in one["findings"] if found.get("severity") != "info"]
        for one in read["results"]
    }


def check(path, print_):
    full = str(FOLDER / path)
    wrong = qpdf(full)
    if path.endswith("-to-fold.pdf"):
        return wrong
    wrong += pdfua(full) + fonts(full) + sizes(full, print_["format"]) + order(full, print_)
    return wrong + inside(full) + apart(full) + qr(full, print_["edition"])


def main():
    prints = json.loads((FOLDER / "leaflets.json").read_text())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = dict(zip(prints, pool.map(lambda one: check(*one), prints.items())))
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


main()
