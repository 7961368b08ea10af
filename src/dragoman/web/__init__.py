"""The desk: a web app to read, check and correct the file. `app.create_app` makes it; `docs/desk.md` explains it."""
