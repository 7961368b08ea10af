"""What a ledger holds in the forms of other tools: one module a family of formats."""
