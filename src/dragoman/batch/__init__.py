"""Whole archives: millions of stories on one machine or a cluster, into Parquet.

```
find inputs ─> survey ─> sift ───────> link ──────────> settle ──────> read ────────> merge ───────> manifest
(files)        (a file:  (a shard: of  (a month: which  (which of them  (a shard: what  (a month: one
               where to  concern? its  stories print    are read)       is left, in a   sorted file
               cut it)   print)        the same words)                  child process)  a table)
```
Each step is many tasks that know nothing of each other; a task writes its files, then a completion file. An engine
(`pool`, `on_ray`) only says where tasks run, so that it has no say in the bytes.
"""
