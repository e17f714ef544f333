"""The Spark driver of this process: found, started, kept quiet, watched while it works, stopped."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import AnalysisException, PySparkException
from pyspark.java_gateway import launch_gateway
from pyspark.logger import PySparkLogger
from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql.types import TimestampNTZType, TimestampType

from parindex.engine.facts.engines.spark_master import Master
from parindex.engine.facts.engines.spark_watch import Watch
from parindex.engine.values.problems import BadInput, excerpt

_LOOPBACK = "127.0.0.1"

_SETTINGS = {
    # What is stored is local time without a zone; a date is the same everywhere.
    "spark.sql.session.timeZone": "Asia/Ho_Chi_Minh",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    # A sum that overflows or a cast that fails is an error, not a NULL.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    # No catalogue of tables is left in the folder from which somebody called.
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
"""What answers depend on, and what nobody is to see; everything else is spark-defaults.conf's."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A running Spark application."""

    session: SparkSession
    watch: Watch

    def spoken(self) -> AbstractContextManager[None]:
        """Around whatever asks Spark: its failures become `BadInput`."""
        return _spoken(self.watch.master)

    def planned(self, session: SparkSession, query: str) -> DataFrame:
        """The query over the views of a session, not yet run."""
        with self.spoken():
            frame = session.sql(query)
            # Python would tell a moment in its own time zone; one without a zone is told as it is.
            moments = [f.name for f in frame.schema if isinstance(f.dataType, TimestampType)]
            return frame.withColumns({n: frame[n].cast(TimestampNTZType()) for n in moments})

    def collect(self, frame: DataFrame) -> list[Row]:
        """All rows of a frame; `BadInput` where the cluster cannot make them."""
        with self.watch, self.spoken():
            return frame.collect()

    def iterate(self, frame: DataFrame) -> Iterator[Row]:
        """The rows of a frame as they come; `BadInput` as `collect` says."""
        with self.watch, self.spoken():
            yield from frame.toLocalIterator()


@contextmanager
def running(master: Master, patience: float) -> Iterator[Driver]:
    """A driver at this master, stopped at the end.

    `patience` is how many seconds work may wait without any process of the cluster at it. `BadInput`
    where Java is missing, the master cannot be reached, or Spark does not start.
    """
    if not _java():
        raise BadInput.of(
            master,
            "máy chưa có Java, mà Spark cần Java 17 trở lên",
            "Hãy cài bằng «sudo apt-get install openjdk-17-jre-headless»",
        )
    _require_reachable(master)
    with ExitStack() as stack:
        warehouse = stack.enter_context(tempfile.TemporaryDirectory(prefix="parindex-spark-"))
        settings = {**_SETTINGS, "spark.sql.warehouse.dir": warehouse}
        if master.loopback:
            settings |= {"spark.driver.host": _LOOPBACK, "spark.driver.bindAddress": _LOOPBACK}
        # A fault is told once, in a sentence, and not beside it as a record of a log.
        PySparkLogger.getLogger("SQLQueryContextLogger").disabled = True
        gateway = _gateway(loopback=master.loopback)
        with _let_in(master):
            context = SparkContext(gateway=gateway, conf=_conf(master, settings))
            stack.callback(context.stop)
            # A context that the cluster turned away is stopped already, which shows only here.
            session = SparkSession(context)
        yield Driver(session, Watch(context, str(master), patience))


def _conf(master: Master, settings: Mapping[str, str]) -> SparkConf:
    conf = SparkConf(loadDefaults=False).setMaster(str(master)).setAppName("parindex")
    return conf.setAll(list(settings.items()))


@contextmanager
def _let_in(master: Master) -> Iterator[None]:
    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise BadInput.of(
            master,
            "Spark không bắt đầu được, hoặc cụm không nhận chương trình này"
            f" ({excerpt(_cause(str(error).splitlines()))})",
            "Hãy kiểm tra khóa chung (spark.authenticate.secret), phiên bản Spark của cụm (4.0) và nhật"
            " ký của master (docs/operations/spark.md)",
        ) from error


@cache
def _gateway(*, loopback: bool) -> Any:
    """The Java process of this one; it ends when this one does."""
    # Java goes on writing into it: nobody is to see warnings that mean nothing here.
    with tempfile.TemporaryFile() as log, _local_address(wanted=loopback):
        try:
            return launch_gateway(popen_kwargs={"stdout": log, "stderr": log})
        except PySparkException as error:
            raise BadInput.of(
                "Spark",
                f"Java không khởi động được ({_complaint(log)})",
                "Hãy kiểm tra Java (17 trở lên) và bộ nhớ của máy rồi chạy lại",
            ) from error


@contextmanager
def _local_address(*, wanted: bool) -> Iterator[None]:
    # Without it Spark looks its own name up, and listens where others can reach it.
    if not wanted or "SPARK_LOCAL_IP" in os.environ:
        yield
        return
    os.environ["SPARK_LOCAL_IP"] = _LOOPBACK
    try:
        yield
    finally:
        del os.environ["SPARK_LOCAL_IP"]


def _complaint(log: IO[bytes]) -> str:
    """What Java said: its first line about an error; after that come those of the scripts around it."""
    log.seek(0)
    lines = log.read().decode(errors="replace").splitlines()
    errors = [line for line in lines if line.startswith("Error")]
    return excerpt([*errors, *lines, "không có thông báo"][0])


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")


def _require_reachable(master: Master) -> None:
    # Spark itself takes a minute to give up.
    if master.addresses and not any(map(_reachable, master.addresses)):
        raise BadInput.of(
            master,
            "không nối được tới máy chủ Spark này",
            "Hãy kiểm tra địa chỉ và xem tiến trình master đã chạy chưa (docs/operations/spark.md)",
        )


def _reachable(address: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(address, timeout=5):
            return True
    except OSError:
        return False


@contextmanager
def _spoken(master: str) -> Iterator[None]:
    """Failures of the cluster as a sentence; what is wrong with a query stays an error of ours."""
    try:
        yield
    except AnalysisException as error:
        if error.getCondition() != "PATH_NOT_FOUND":
            raise
        raise _failed(master, error) from error
    except (PySparkException, Py4JError) as error:
        raise _failed(master, error) from error


def _failed(master: str, error: Exception) -> BadInput:
    return BadInput.of(
        master,
        f"Spark không làm xong việc ({excerpt(_cause(str(error).splitlines()))})",
        "Hãy kiểm tra các tiến trình worker, bộ nhớ của chúng, và đường dẫn kho có đọc được trên mọi"
        " máy không, rồi chạy lại; kho không bị thay đổi",
    )


def _cause(lines: Sequence[str]) -> str:
    """The line that tells most: the innermost cause of a Java error, or else the first line."""
    causes = [line for line in lines if line.startswith(("Caused by:", ": "))]
    return causes[-1].removeprefix("Caused by:").removeprefix(":") if causes else "".join(lines[:1])
