"""Naming an engine: what fits together, what is missing, where Spark is to run."""

from __future__ import annotations

import socket
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
