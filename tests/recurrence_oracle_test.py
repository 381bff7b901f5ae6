#!/usr/bin/python3
"""Compares the due-date algebra with python-dateutil on random and awkward cases.

usage: recurrence_oracle_test.py PROGRAM...   (the one called `recurrences` is run)
"""

import datetime
import os
import random
import subprocess
import sys

from dateutil.relativedelta import relativedelta

UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
EARLIEST = datetime.date(1000, 1, 1)
LATEST = datetime.date(9999, 12, 31)
SPAN = (LATEST - EARLIEST).days


def add(start, count, unit, steps):
    """relativedelta, held at the edges of the calendar; its own is the years 1 to 9999."""
    try:
        date = start + relativedelta(**{UNITS[unit]: count * steps})
    except (OverflowError, ValueError):
        return LATEST if steps > 0 else EARLIEST
    return max(date, EARLIEST)


def steps_until(anchor, count, unit, date):
    """By bisection: add() grows with the steps."""
    low, high = -SPAN - 2, SPAN + 2  # add(low) <= date < add(high)
    while high - low > 1:
        middle = (low + high) // 2
        if add(anchor, count, unit, middle) <= date:
            low = middle
        else:
            high = middle
    return low


def some_date(draw):
    """Any day of the calendar, the days around the end of a month more often."""
    if draw.random() < 0.4:
        return EARLIEST + datetime.timedelta(days=draw.randrange(SPAN + 1))
    year = draw.choice([draw.randrange(1950, 2101), draw.randrange(1000, 10000), 1900, 2000, 2024, 2100])
    month = draw.choice([draw.randrange(1, 13), 1, 2, 2, 2, 3, 12])
    first = datetime.date(year, month, 1)
    last = (first + relativedelta(day=31)).day
    return first.replace(day=draw.choice([day for day in (1, 27, 28, 29, 30, 31, draw.randrange(1, 29)) if day <= last]))


def some_interval(draw):
    unit = draw.choice("dwmy")
    usual = {"d": [1, 7, 10, 30, 90, 365], "w": [1, 2, 4, 26, 52], "m": [1, 2, 3, 6, 9, 12, 18, 24], "y": [1, 2, 3, 4, 5]}
    return draw.choice(usual[unit] + [draw.randrange(1, 50), draw.randrange(1, 10000)]), unit


def cases():
    draw = random.Random(20260314)
    for year in (1900, 2000, 2023, 2024, 2026):  # every end of a month, every unit, near and far
        for month in range(1, 13):
            last = datetime.date(year, month, 1) + relativedelta(day=31)
            for start in (last, last - datetime.timedelta(days=1), last.replace(day=28)):
                for unit in "dwmy":
                    for steps in (-400, -12, -5, -4, -1, 0, 1, 2, 3, 4, 11, 12, 13, 48, 400):
                        yield "add", start, (1, unit), steps
    for _ in range(20000):
        reach = draw.choice([3, 30, 1000, 10**6])
        yield "add", some_date(draw), some_interval(draw), draw.randrange(-reach, reach + 1)
    for number in range(20000):
        anchor, interval, date = some_date(draw), some_interval(draw), some_date(draw)
        if number % 2:  # on an occurrence or a day beside it
            occurrence = add(anchor, *interval, draw.randrange(-60, 61))
            date = add(occurrence, draw.choice([-1, 0, 1]), "d", 1)
        if EARLIEST < date < LATEST:  # at the edges steps are held, and have no greatest
            yield "until", anchor, interval, date


def main():
    program = next((path for path in sys.argv[1:] if os.path.basename(path) == "recurrences"), None)
    if program is None:
        sys.exit("recurrence_oracle_test.py: the path of recurrences is missing")
    questions, expected = [], []
    for question, start, (count, unit), last in cases():
        questions.append(f"{question} {start} {count}{unit} {last}")
        expected.append(str((add if question == "add" else steps_until)(start, count, unit, last)))
    run = subprocess.run([program], input="\n".join(questions) + "\n", capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"recurrences ended with {run.returncode}: {run.stderr}")
    answers = run.stdout.splitlines()
    if len(answers) != len(questions):
        sys.exit(f"{len(questions)} questions, {len(answers)} answers")
    for question, answer, right in zip(questions, answers, expected):
        if answer != right:
            sys.exit(f"{question}: {answer}, dateutil says {right}")
    print(f"{len(questions)} cases agree with dateutil")


if __name__ == "__main__":
    main()
