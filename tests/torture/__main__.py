"""The long run: `make torture`, or `PYTHONPATH=tests python -m torture --help`.

Prints a line for every target and ends with status 1 at the first difference.
"""

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

import click

from torture.campaign import HEAD, TARGETS, run

RANDOM_KILLS = 42


def main() -> int:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--target", choices=TARGETS, action="append", help="one or more; default: all")
    parser.add_argument(
        "--random-kills",
        type=int,
        default=int(os.environ.get("TORTURE_RANDOM_KILLS", RANDOM_KILLS)),
        help="on each target, besides every point by name; also TORTURE_RANDOM_KILLS",
    )
    parser.add_argument("--seed", type=int, default=int(os.environ.get("TORTURE_SEED", "1")))
    parser.add_argument("--jobs", type=int, default=2, help="targets at a time")
    parser.add_argument("--thorough", action="store_true", help="every point in every script that passes it")
    chosen = parser.parse_args()
    began = time.monotonic()
    click.echo(f"seed {chosen.seed}, {chosen.random_kills} random kills on each target")
    click.echo(f"| {HEAD} |")
    click.echo("|" + "---|" * len(HEAD.split("|")))
    with ProcessPoolExecutor(chosen.jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        runs = [
            pool.submit(
                run, name, random_kills=chosen.random_kills, seed=chosen.seed, thorough=chosen.thorough
            )
            for name in chosen.target or TARGETS
        ]
        for each in as_completed(runs):
            line, difference = each.result()
            click.echo(line)
            if difference is not None:
                click.echo(difference, err=True)
                pool.shutdown(cancel_futures=True)
                return 1
    click.echo(f"{time.monotonic() - began:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
