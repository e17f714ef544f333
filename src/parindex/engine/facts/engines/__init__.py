"""The engines that answer scans: DuckDB inside this process, or Apache Spark on many machines."""
