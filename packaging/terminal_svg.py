#!/usr/bin/env python3
"""Draws a terminal's screen as SVG: `tmux capture-pane -e -p` on stdin, the picture on stdout."""

import re
import sys
import unicodedata
from html import escape

CELL_WIDTH, LINE_HEIGHT, FONT_SIZE, MARGIN = 8.4, 19, 14, 16
BACKGROUND, FOREGROUND = "#16181d", "#d6d9de"
NORMAL = ["#16181d", "#e06c75", "#7fbf6a", "#d9a84e", "#61a6e8", "#c07bdc", "#4fb3bf", "#d6d9de"]
BRIGHT = ["#7a808c", "#ff8791", "#a5dd90", "#f0c674", "#8cc4ff", "#dba2f2", "#7fd4de", "#ffffff"]
CUBE = [0, 95, 135, 175, 215, 255]


def palette(number):
    """The colour of one of a terminal's 256 numbers."""
    if number < 16:
        return (NORMAL + BRIGHT)[number]
    if number < 232:
        number -= 16
        return "#%02x%02x%02x" % tuple(CUBE[number // step % 6] for step in (36, 6, 1))
    return "#%02x%02x%02x" % ((8 + 10 * (number - 232),) * 3)


def apply_sgr(style, codes):
    """The style after one `ESC [ … m` sequence."""
    codes = [int(code or 0) for code in codes.split(";")]
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = {}
        elif code in (1, 2, 3, 4):
            style = style | {{1: "bold", 2: "dim", 3: "italic", 4: "underline"}[code]: True}
        elif code == 22:
            style = {name: value for name, value in style.items() if name not in ("bold", "dim")}
        elif code == 39:
            style = {name: value for name, value in style.items() if name != "color"}
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = style | {"color": palette(code - 30 if code < 40 else code - 82)}
        elif code == 38 and codes[:1] == [5]:
            style = style | {"color": palette(codes[1])}
            codes = codes[2:]
    return style


def cells(character):
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def attributes(style):
    text = ' fill="%s"' % style["color"] if "color" in style else ""
    text += ' font-weight="bold"' if "bold" in style else ""
    text += ' opacity="0.6"' if "dim" in style else ""
    text += ' font-style="italic"' if "italic" in style else ""
    return text + (' text-decoration="underline"' if "underline" in style else "")


def draw_line(line, row, style):
    """SVG text of one line, each run of one style at its column, and the style at its end."""
    drawn, column = [], 0
    for text, codes in re.findall(r"([^\x1b]+)|\x1b\[([\d;]*)m", line):
        if not text:
            style = apply_sgr(style, codes)
            continue
        for run in re.findall(r"[\u1100-\uffff]+|[^\u1100-\uffff]+", text):
            width = sum(map(cells, run))
            if run.strip():
                drawn.append(
                    '<text x="%.1f" y="%d" textLength="%.1f" xml:space="preserve"%s>%s</text>'
                    % (MARGIN + column * CELL_WIDTH, MARGIN + 34 + row * LINE_HEIGHT,
                       width * CELL_WIDTH, attributes(style), escape(run)))
            column += width
    return drawn, column, style


def main():
    lines = sys.stdin.read().rstrip("\n").split("\n")
    drawn, columns, style = [], 0, {}
    for row, line in enumerate(lines):
        texts, used, style = draw_line(line, row, style)
        drawn += texts
        columns = max(columns, used)
    width = 2 * MARGIN + columns * CELL_WIDTH
    height = MARGIN + 34 + len(lines) * LINE_HEIGHT
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" '
          f'width="{width:.0f}" height="{height}" font-size="{FONT_SIZE}" fill="{FOREGROUND}" '
          'font-family="ui-monospace, \'DejaVu Sans Mono\', Menlo, Consolas, \'Noto Sans Mono CJK KR\', '
          'monospace">')
    print(f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>')
    for number, color in enumerate(["#e06c75", "#d9a84e", "#7fbf6a"]):
        print(f'<circle cx="{MARGIN + 6 + 20 * number}" cy="17" r="6" fill="{color}"/>')
    print("\n".join(drawn))
    print("</svg>")


if __name__ == "__main__":
    main()
