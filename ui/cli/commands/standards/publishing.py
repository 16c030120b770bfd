"""``station standards publish``, ``drafts`` and ``versions``: the way of a standard into force."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.texts import Lang, text
from ui.cli.command import add_command, emit, say
from ui.cli.existing_home import open_existing
from ui.cli.pins import ask_pin, person_of

if TYPE_CHECKING:
    from station.people.accounts import Accounts
    from station.publishing.draft import Draft
    from station.publishing.publisher import Publisher
    from station.standards.channel import ChannelStandard
    from ui.cli.command import Commands


def register(group: Commands) -> None:
    """Declare the three commands."""
    publish = add_command(
        group, "publish", publish_standard, "Save, review and publish; asks for both PINs, the author's first"
    )
    publish.add_argument("draft", metavar="FILE|DRAFT", help="a standard's file, or a draft (ID@VERSION)")
    publish.add_argument("--author", metavar="P", help="id or name of who wrote the file")
    publish.add_argument("--reviewer", required=True, metavar="P", help="id or name of the second person")
    publish.add_argument("--valid-from", required=True, type=date.fromisoformat, metavar="D")
    publish.add_argument("--says", required=True, metavar="TEXT", help="why it may be published")
    add_command(group, "drafts", list_drafts, "Standards that are written but not published")
    versions = add_command(group, "versions", list_versions, "Every version of a channel standard")
    versions.add_argument("name", metavar="NAME", help="id of a channel standard")


def publish_standard(arguments: argparse.Namespace) -> None:
    """Publish a file, or a draft saved before."""
    from station.people.accounts import Accounts
    from station.publishing.publisher import Publisher
    from station.store.clock import SystemClock

    clock = SystemClock()
    with open_existing(arguments.home, clock) as store:
        accounts = Accounts(store)
        publisher = Publisher(arguments.home, store, accounts, clock)
        draft = _draft(arguments, publisher, accounts)
        reviewer = person_of(accounts, arguments.reviewer)
        reviewed = publisher.review(draft, reviewer.id, ask_pin(reviewer.name), arguments.says)
        published = publisher.publish(reviewed, reviewer.id, arguments.valid_from)
    standard, file = _version(published.standard, "published"), str(published.file)
    if arguments.json:
        emit({**standard, "file": file, "sequence": published.sequence})
    else:
        said = {"name": standard["id"], "version": standard["version"], "day": standard["valid_from"]}
        lang = Lang(arguments.lang or Lang.EN)
        say(text(lang, "publishing.published", **said, file=file, sequence=published.sequence))


def _draft(arguments: argparse.Namespace, publisher: Publisher, accounts: Accounts) -> Draft:
    """The draft named; a file is first saved as one, by its author, who is proven by PIN."""
    from station.standards.library import home_library

    if arguments.author is None:
        return publisher.draft(arguments.draft)
    author = person_of(accounts, arguments.author)
    standard = home_library(arguments.home).load_channel(Path(arguments.draft))
    accounts.sign_in(author.id, ask_pin(author.name))
    return publisher.save_draft(standard, author.id)


def list_drafts(arguments: argparse.Namespace) -> None:
    """List the drafts with who wrote and who reviewed them."""
    from station.people.accounts import Accounts
    from station.publishing.publisher import Publisher
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read

    clock = SystemClock()
    with open_to_read(arguments.home, clock) as store:
        drafts = Publisher(arguments.home, store, Accounts(store), clock).drafts()
    if arguments.json:
        emit([_draft_document(draft) for draft in drafts])
        return
    lang = Lang(arguments.lang or Lang.EN)
    for draft in drafts:
        review = draft.review
        state = "reviewed" if review else "unreviewed"
        told = {"author": draft.author.name, "at": draft.author.at, "reviewer": review.name if review else ""}
        say(f"{draft.name}  " + text(lang, f"publishing.draft.{state}", **told))


def _draft_document(draft: Draft) -> dict[str, Any]:
    from dataclasses import asdict

    review = asdict(draft.review) if draft.review else None
    return {
        "draft": draft.name,
        "id": draft.id,
        "version": draft.version,
        "author": draft.author.name,
        "saves": [asdict(save) for save in draft.saves],
        "review": review,
    }


def list_versions(arguments: argparse.Namespace) -> None:
    """List the versions, the newest first, with how each stands today."""
    from station.standards.library import home_library

    library = home_library(arguments.home)
    versions = library.versions(arguments.name)
    later = {standard.version for standard in library.upcoming() if standard.id == arguments.name}
    in_force = {standard.id: standard.version for standard in library.channel_standards()}
    documents = [_version(one, _standing(one, in_force.get(one.id), later)) for one in versions]
    if arguments.json:
        emit(documents)
        return
    lang = Lang(arguments.lang or Lang.EN)
    for one in documents:
        say(
            text(lang, f"publishing.version.{one['standing']}", version=one["version"], day=one["valid_from"])
        )


def _standing(standard: ChannelStandard, in_force: str | None, later: set[str]) -> str:
    if standard.version == in_force:
        return "in_force"
    return "upcoming" if standard.version in later else "superseded"


def _version(standard: ChannelStandard, standing: str) -> dict[str, Any]:
    from station.standards.library import counts_from

    publication = standard.publication
    return {
        "id": standard.id,
        "version": standard.version,
        "valid_from": counts_from(standard),
        "standing": standing,
        "author": publication.author if publication else None,
        "reviewer": publication.reviewer if publication else None,
    }
