"""Naming an engine: what fits together, what is missing, where Spark is to run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from parindex.engine.facts.engines import choosing
from parindex.engine.facts.engines.choosing import EngineName, chosen_engine
from parindex.engine.facts.engines.spark_master import master_at
from parindex.engine.values.problems import BadInput
from tests.parts import SPARK


def refusal(name: EngineName, master: str | None) -> str:
    with pytest.raises(BadInput) as told, chosen_engine(name, master):
        pass
    (problem,) = told.value.problems
    return str(problem)


@pytest.mark.parametrize(
    ("url", "addresses", "loopback"),
    [
        ("local", (), True),
        ("local[2]", (), True),
        ("local[*]", (), True),
        ("spark://127.0.0.1:7077", (("127.0.0.1", 7077),), True),
        ("spark://[::1]:7077", (("::1", 7077),), True),
        ("spark://localhost:7077", (("localhost", 7077),), True),
        ("spark://may-chu-1:7077", (("may-chu-1", 7077),), False),
        ("spark://127.0.0.1:1,10.0.0.5:7077", (("127.0.0.1", 1), ("10.0.0.5", 7077)), False),
    ],
)
def test_masters(url: str, addresses: tuple[tuple[str, int], ...], loopback: bool) -> None:  # noqa: FBT001
    master = master_at(url)
    assert (master.url, master.addresses, master.loopback) == (url, addresses, loopback)


@pytest.mark.parametrize(
    "url",
    ["", "local[0]", "local[", "spark://", "spark://a", "spark://a:x", "spark://a:1,", "yarn",
     "http://a:1", "spark://a:1/x", "k8s://a:1", "spark://a:1,b", "local[2]\n", "spark://127.0.0.1:99999"],
)  # fmt: skip
def test_what_is_no_master(url: str) -> None:
    with pytest.raises(
        BadInput, match=r"không phải địa chỉ Spark dùng được ở đây\. Hãy viết spark://"
    ):
        master_at(url)


def test_a_name_is_not_a_loopback_address_for_what_it_begins_with() -> None:
    assert not master_at("spark://localhost.example.vn:7077").loopback
    assert not master_at("spark://127.example.vn:7077").loopback


def test_a_master_belongs_to_spark() -> None:
    assert "chỉ dùng khi tính bằng Spark" in refusal(EngineName.DUCKDB, "local[2]")
    assert "Hãy thêm --master spark://" in refusal(EngineName.SPARK, None)


def test_pyspark_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "find_spec", lambda _: None)
    told = refusal(EngineName.SPARK, "local[2]")
    assert (
        told
        == "--engine spark: máy chưa cài PySpark. Hãy cài bằng «pip install 'parindex[spark]'»."
    )


@SPARK.required
def test_java_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    told = refusal(EngineName.SPARK, "local[2]")
    assert told.endswith("Hãy cài bằng «sudo apt-get install openjdk-17-jre-headless».")


@SPARK.required
def test_nobody_at_the_master() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"spark://127.0.0.1:{probe.getsockname()[1]}"
        assert f"{url}: không nối được tới máy chủ Spark này" in refusal(EngineName.SPARK, url)


JAVA_OF_OTHER_DAYS = """#!/bin/sh
echo 'Error: LinkageError occurred while loading main class' >&2
exit 1
"""


@SPARK.required
def test_java_that_does_not_start_is_told_in_its_own_words(tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(JAVA_OF_OTHER_DAYS)
    java.chmod(0o755)
    # In a process of its own: this one may have started Java for another test.
    ended = subprocess.run(
        [sys.executable, "-c", STARTING],
        env={**os.environ, "JAVA_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert ended.stdout.decode() == (
        "Spark: Java không khởi động được (Error: LinkageError occurred while loading main class)."
        " Hãy kiểm tra Java (17 trở lên) và bộ nhớ của máy rồi chạy lại.\n"
    )


STARTING = """
from parindex.engine.facts.engines.choosing import EngineName, chosen_engine
from parindex.engine.values.problems import BadInput
try:
    with chosen_engine(EngineName.SPARK, "local[2]"):
        pass
except BadInput as told:
    print(told)
"""


@SPARK.required
def test_a_cluster_that_does_not_let_us_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from py4j.protocol import Py4JError  # noqa: PLC0415 - where it is missing this is skipped

    from parindex.engine.facts.engines import spark_driver  # noqa: PLC0415 - the same

    stopped: list[bool] = []

    class Turned:
        """As Spark's own after a minute of knocking: made, but stopped already."""

        def __init__(self, **_: object) -> None: ...

        def stop(self) -> None:
            stopped.append(True)

    def refuse(_: Turned) -> None:
        raise Py4JError(
            "An error occurred while calling None.X.\n"
            ": java.lang.IllegalStateException: Cannot call methods on a stopped SparkContext.\nat x"
        )

    monkeypatch.setattr(spark_driver, "_gateway", lambda **_: None)
    monkeypatch.setattr(spark_driver, "SparkContext", Turned)
    monkeypatch.setattr(spark_driver, "SparkSession", refuse)
    told = refusal(EngineName.SPARK, "local[2]")
    assert "cụm không nhận chương trình này" in told
    assert "IllegalStateException" in told
    assert "spark.authenticate.secret" in told
    assert stopped == [True]
