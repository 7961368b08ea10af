"""Who may do what: passwords, sessions, forms, headers; `docs/desk.md` tells what is defended against and how."""
