"""What pages show and `/api/v1` answers with: typed, one module a family of pages, made out of the ledger."""
