"""``linli sample``: a made-up neighbourhood as a workbook, or a made-up city in a store, to try everything on."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DEFAULT_STORE, Lang, Store

_CITY = "city"

Name = Annotated[str | None, typer.Argument(metavar="NAME", help="cli.option.sample")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
Homes = Annotated[str | None, typer.Option("--homes", help="cli.option.homes", metavar="N")]
Seed = Annotated[str | None, typer.Option("--seed", help="cli.option.seed", metavar="N")]


def sample(
    name: Name = None,
    output: Output = None,
    force: Force = False,
    homes: Homes = None,
    seed: Seed = None,
    store: Store = DEFAULT_STORE,
    lang: Lang = "zh",
) -> None:
    """Write one sample, or list them."""
    from api.cli.language import checked
    from api.cli.mistakes import Mistake
    from graph.words import caption
    from loaders.samples import SAMPLES

    lang = checked(lang)
    if name is None:
        for one in (*SAMPLES, _CITY):
            print(f"{one}  {caption(f'cli.sample.{one}', lang)}")  # noqa: T201
        return
    given = {"--output": output, "--force": force or None} if name == _CITY else {"--homes": homes, "--seed": seed}
    for option, said in given.items():
        if said is not None:
            raise Mistake("cli_sample_option", option=option, name=name)
    if name == _CITY:
        _city(homes, seed, store, lang)
    else:
        _workbook(name, output, force, lang)


def _workbook(name: str, output: str | None, force: bool, lang: str) -> None:
    from api.cli.writing import write_new
    from graph.errors import NotFound
    from graph.words import caption
    from graph.words.listed import Listed
    from loaders.samples import SAMPLES, write_sample

    if name not in SAMPLES:
        raise NotFound(ref=name, candidates=Listed((*SAMPLES, _CITY)))
    path = write_new(output or f"{name}.xlsx", lambda path: write_sample(name, path), force=force)
    print(caption("cli.written", lang, file=path))  # noqa: T201
    print(caption("cli.sample.next", lang, file=path))  # noqa: T201


def _city(homes: str | None, seed: str | None, where: str, lang: str) -> None:
    from api.cli.making import made_whole
    from api.cli.opened import whole
    from api.cli.terminal import note_written
    from graph.words import caption
    from loaders.samples.city import HOMES, SEED, write_city

    wanted, chance = whole("--homes", homes), whole("--seed", seed)
    wanted, chance = HOMES if wanted is None else wanted, SEED if chance is None else chance
    with made_whole(where) as store:
        digest = write_city(store, wanted, seed=chance)
        last = store.revision().number
    note_written(caption("cli.written_revision", lang, revision=last))
    said = {"homes": f"{wanted:,}", "seed": chance, "store": where, "revision": last, "digest": digest[:16]}
    print(caption("cli.sample.made", lang, **said))  # noqa: T201
