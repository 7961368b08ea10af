"""What the desk keeps beside the ledger, in the same database: accounts, settings, the audit log, saved searches."""

from dragoman.web.store.desk import Store

__all__ = ["Store"]
