"""Settings from the environment: `DRAGOMAN_MODEL`, `DRAGOMAN_MAX_BYTES` and so on."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dragoman.errors import SettingsError

__all__ = ["Settings", "load_settings"]


class Settings(BaseSettings):
    """What may be set for all runs; the options of a command go before it."""

    model_config = SettingsConfigDict(env_prefix="DRAGOMAN_", frozen=True, extra="ignore")

    model: str | None = Field(None, description="Name or path of a spaCy model; by default the one installed.")
    knowledge: Path | None = Field(None, description="Directory of your own knowledge files.")
    ontology: Path | None = Field(None, description="File of your own codes for events.")
    max_bytes: int = Field(20_000_000, gt=0, description="Longest file, page or line that is read, in bytes.")
    max_story_chars: int = Field(1_000_000, gt=0, description="Longest story that is read, in characters.")
    fetch_timeout: float = Field(20.0, gt=0, description="Seconds a page may take, redirects included.")
    allow_private: bool = Field(False, description="Fetch pages from private and local addresses too.")


def load_settings(**options: object) -> Settings:
    """The settings, those of `options` that are not None first; SettingsError names what does not fit."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings.model_validate(Settings().model_dump() | given) if given else Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "DRAGOMAN_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            name, f"{first['msg']} (is {first.get('input')!r})", "Set it otherwise or unset it"
        ) from error
