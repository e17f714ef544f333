"""Made-up records (dữ liệu mô phỏng) for examples, tests and benchmarks; never real ones."""
