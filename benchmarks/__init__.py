"""Benchmarks: ``python -m benchmarks``. Apart from the tests; nothing here fails a build."""
