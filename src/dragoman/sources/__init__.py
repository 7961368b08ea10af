"""Files, directories, web pages and standard input to stories."""

from dragoman.sources.files import count, is_address, starts_as_lines, stories
from dragoman.sources.kinds import Kind, kind_of_name

__all__ = ["Kind", "count", "is_address", "kind_of_name", "starts_as_lines", "stories"]
