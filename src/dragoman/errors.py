"""What can go wrong, as one tree.

```
DragomanError            anything Dragoman says about what it was given
├── SettingsError        an option or setting that cannot be used
├── ModelError           the language model is missing or does not fit
├── KnowledgeError       a data file breaks its format
├── OutputError          the result cannot be written where it was asked for
└── SourceError          an input, or one story of it, was not read
    ├── FileError        it is missing, a directory without stories, or may not be read
    ├── FormatError      it is no text, no article, no JSON, or a field is missing or wrong
    ├── EncodingError    its bytes are text in no encoding that could be told
    ├── TooLargeError    it is longer than a limit of the settings
    └── FetchError       a page could not be had
        └── RefusedAddressError    it lies on a private, local or reserved address
```

Each says where (file, line or address), what is wrong, and what to do about it.
"""

from __future__ import annotations

__all__ = [
    "DragomanError",
    "EncodingError",
    "FetchError",
    "FileError",
    "FormatError",
    "KnowledgeError",
    "ModelError",
    "OutputError",
    "RefusedAddressError",
    "SettingsError",
    "SourceError",
    "TooLargeError",
]


class DragomanError(Exception):
    """`where` it happened, `what` is wrong, and what to `do`."""

    def __init__(self, where: str, what: str, do: str) -> None:
        super().__init__(where, what, do)
        self.where = where
        self.what = what
        self.do = do

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.do}."


class SettingsError(DragomanError):
    """An option or setting that cannot be used."""


class ModelError(DragomanError):
    """The language model is missing or does not fit."""


class KnowledgeError(DragomanError):
    """A data file breaks its format."""


class OutputError(DragomanError):
    """The result cannot be written where it was asked for."""


class SourceError(DragomanError):
    """An input, or one story of it, was not read; the others still are."""


class FileError(SourceError):
    """A file is missing, a directory holds no stories, or it may not be read."""


class FormatError(SourceError):
    """It is no text, no article, no JSON, or a field is missing or wrong."""


class EncodingError(SourceError):
    """Its bytes are text in no encoding that could be told."""


class TooLargeError(SourceError):
    """It is longer than a limit of the settings."""

    @classmethod
    def beyond(cls, where: str, setting: str, limit: int, unit: str) -> TooLargeError:
        """The error of an input beyond `limit`, which `setting` raises."""
        return cls(where, f"is longer than {limit:,} {unit}", f"Split it, or set {setting} higher")


class FetchError(SourceError):
    """A page could not be had."""


class RefusedAddressError(FetchError):
    """A page lies on a private, local or reserved address."""
