"""Views of the ledger: brief, timeline, what is due, calendar, series. Each asks the ledger and computes; none writes."""
