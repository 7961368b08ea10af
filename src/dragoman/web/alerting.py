"""Telling people of what is new to their saved searches: Atom feeds, mail, signed webhooks."""

from __future__ import annotations

import hashlib
import hmac
import json
import smtplib
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Literal
from urllib.parse import parse_qs
from xml.etree import ElementTree

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from dragoman.errors import FetchError
from dragoman.exports.common import visible
from dragoman.model import Entry
from dragoman.settings import Settings
from dragoman.sources.web import send
from dragoman.web.asked import Asked
from dragoman.web.room import Room
from dragoman.web.store.alerts import Alert, Alerts, Channel
from dragoman.web.views.lines import Line, line
from dragoman.web.views.search import page_of

__all__ = ["MailSettings", "asked_of", "atom", "deliver", "matching"]

_MOST = 1_000  # entries that a run looks at, the newest
_FEED = 50
_ATOM = "http://www.w3.org/2005/Atom"


class MailSettings(BaseSettings):
    """How mail is sent: `DRAGOMAN_SMTP_HOST` and so on; `desk` is the address of the desk that its links lead to."""

    model_config = SettingsConfigDict(env_prefix="DRAGOMAN_SMTP_", frozen=True, extra="ignore")

    host: str = ""
    port: int = Field(587, gt=0)
    user: str = ""
    password: str = ""
    sender: str = Field("dragoman@localhost", validation_alias="DRAGOMAN_SMTP_FROM")
    tls: Literal["starttls", "tls", "none"] = "starttls"
    desk: str = Field("", validation_alias="DRAGOMAN_DESK")


def asked_of(query: str) -> Asked:
    """The conditions of a saved search."""
    told = parse_qs(query)
    single = {name: told[name][0] for name in ("q", "since", "until", "contradicted") if name in told}
    return Asked.model_validate({k: v for k, v in told.items() if k not in single} | single)


def matching(room: Room, query: str, most: int = _MOST) -> list[Entry]:
    """The entries that a saved search finds."""
    found, _ = page_of(room, asked_of(query), None, most)
    return found


def deliver(room: Room, alerts: Alerts, settings: Settings, mail: MailSettings) -> Iterator[str]:
    """Tell of what is new to all alerts, and again of what failed; a line an alert."""
    senders: dict[Channel, Callable[[Alert, Sequence[Line]], None]] = {
        "email": lambda alert, lines: _mail(alert, lines, mail),
        "webhook": lambda alert, lines: _post(alert, lines, settings),
    }
    for alert in alerts.all():
        channels: list[Channel] = [c for c in ("email", "webhook") if getattr(alert, c)]
        alerts.take(alert.id, _fresh(room, alerts, alert), channels)
        for channel in channels:
            yield from _try(room, alerts, alert, channel, senders[channel])


def _fresh(room: Room, alerts: Alerts, alert: Alert) -> list[str]:
    """Entries that an alert did not tell of under any name that they had."""
    told = alerts.told(alert.id)
    return [e.id for e in matching(room, alert.query) if told.isdisjoint({e.id, *(f"e{r[1:]}" for r in e.records)})]


def _try(
    room: Room, alerts: Alerts, alert: Alert, channel: Channel, tell: Callable[[Alert, Sequence[Line]], None]
) -> Iterator[str]:
    waiting = alerts.waiting(alert.id, channel)
    if not waiting:
        return
    found = (room.ledger.entry(name) for name in waiting)
    lines = list({e.id: line(e, room.names) for e in found if e is not None}.values())
    try:
        tell(alert, lines)
    except (FetchError, OSError, smtplib.SMTPException) as error:
        alerts.tried(alert.id, channel, waiting, str(error) or type(error).__name__)
        yield f"{alert.title}: {channel} failed: {error}"
    else:
        alerts.tried(alert.id, channel, waiting)
        yield f"{alert.title}: {len(lines)} {'entry' if len(lines) == 1 else 'entries'} by {channel}"


def _post(alert: Alert, lines: Sequence[Line], settings: Settings) -> None:
    told = {"alert": {"id": alert.id, "title": alert.title}, "entries": [one.model_dump(mode="json") for one in lines]}
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    signature = hmac.digest(alert.secret.encode(), body, "sha256").hex()
    headers = {
        "Content-Type": "application/json", "X-Dragoman-Signature": f"sha256={signature}",
        "X-Dragoman-Delivery": hashlib.sha256(body).hexdigest()[:32],
    }  # fmt: skip
    send(alert.webhook, body, settings, headers)


def _mail(alert: Alert, lines: Sequence[Line], mail: MailSettings) -> None:
    if not mail.host:
        raise OSError("no mail server is set (DRAGOMAN_SMTP_HOST)")
    message = EmailMessage()
    message["Subject"] = f"Dragoman: {' '.join(visible(alert.title).split())} ({len(lines)} new)"
    message["From"], message["To"] = mail.sender, alert.email
    message["Message-ID"] = make_msgid(domain="dragoman.invalid")
    message.set_content("\n\n".join(_paragraph(one, mail.desk.rstrip("/")) for one in lines) + "\n")
    kind = smtplib.SMTP_SSL if mail.tls == "tls" else smtplib.SMTP
    with kind(mail.host, mail.port, timeout=20) as server:
        if mail.tls == "starttls":
            server.starttls()
        if mail.user:
            server.login(mail.user, mail.password)
        server.send_message(message)


def _paragraph(one: Line, desk: str) -> str:
    by = visible(one.publisher or "unnamed publisher")
    where = f"{desk}/entries/{one.entry}" if desk else one.entry
    return f"{visible(one.words)}.\n“{visible(one.quote)}” {by}, {one.reported or 'no date'}\n{where}"


def atom(room: Room, alert: Alert, base: str) -> bytes:
    """What a saved search finds as an Atom feed; `base` is the address of the desk."""
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", f"urn:dragoman:alert:{alert.id}")
    _add(feed, "title", alert.title)
    ElementTree.SubElement(feed, "link", rel="self", href=f"{base}/alerts/{alert.id}.atom")
    lines = [line(e, room.names) for e in matching(room, alert.query)]
    latest = sorted(lines, key=lambda one: (one.reported or "", one.entry), reverse=True)[:_FEED]
    _add(feed, "updated", _moment(latest[0].reported if latest else None))
    for one in latest:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", f"urn:dragoman:entry:{one.entry}")
        _add(entry, "title", one.words)
        _add(entry, "updated", _moment(one.reported))
        _add(ElementTree.SubElement(entry, "author"), "name", one.publisher or "unnamed publisher")
        ElementTree.SubElement(entry, "link", href=f"{base}/entries/{one.entry}")
        _add(entry, "summary", f"“{one.quote}”")
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(to: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(to, name).text = visible(text)


def _moment(day: str | None) -> str:
    return f"{day or '1970-01-01'}T00:00:00Z"
