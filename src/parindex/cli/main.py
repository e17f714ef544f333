"""`parindex`: the entry point, which loads a command's module only when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from parindex.cli.vietnamese import Group, refusal, sentence
from parindex.engine.values.problems import BadInput

BAD_INPUT = 2
_INTERRUPTED = 130

_NOUNS = {
    "plan": ("parindex.cli.plan", "Đọc kế hoạch thành nhiệm vụ, chỉ tiêu và đối chiếu trích dẫn."),
    "criteria": ("parindex.cli.criteria", "Xem và kiểm tra bộ chỉ số."),
    "records": ("parindex.cli.records", "Nạp hồ sơ vào kho và xem tình trạng kho."),
    "forms": ("parindex.cli.forms", "Đọc, nạp và lập biểu mẫu báo cáo (Biểu 06a)."),
    "facts": ("parindex.cli.facts", "Tính số liệu từ hồ sơ trong kho."),
    "score": ("parindex.cli.score", "Chấm điểm và lập báo cáo."),
    "publish": ("parindex.cli.publish", "Đo số liệu từ kho và đưa lên trang web."),
    "web": ("parindex.cli.web", "Mở trang web của phần mềm."),
    "worker": ("parindex.cli.worker", "Làm các việc lâu được yêu cầu trên trang web."),
    "units": ("parindex.cli.units", "Đưa danh mục đơn vị của trang web vào kho hồ sơ."),
    "events": ("parindex.cli.events", "Kiểm tra, phát lại nhật ký sự kiện của trang web."),
    "accounts": ("parindex.cli.accounts", "Đặt lại mật khẩu tài khoản của trang web."),
    "evidence": ("parindex.cli.evidence", "Kiểm tra, đọc chữ và dọn tệp minh chứng."),
    "backup": ("parindex.cli.backup", "Sao lưu toàn bộ dữ liệu của trang web vào một tệp."),
    "restore": ("parindex.cli.restore", "Khôi phục một bản sao lưu vào nơi còn trống."),
    "demo": ("parindex.cli.demo", "Chạy trọn ví dụ Kế hoạch 839 từ đầu đến báo cáo."),
}


class LazyGroup(Group):
    """Knows its commands by name and help line, and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _NOUNS:
            return None
        command: click.Command = import_module(_NOUNS[cmd_name][0]).command
        return command

    def help_lines(self, ctx: click.Context) -> list[tuple[str, str]]:
        return [(name, told) for name, (_, told) in _NOUNS.items()]


@click.group(cls=LazyGroup)
@click.version_option(package_name="parindex", message="parindex %(version)s", help="In phiên bản.")
def command() -> None:
    """Tự đánh giá, chấm điểm Chỉ số cải cách hành chính.

    Từ kế hoạch và hồ sơ đến bảng điểm có diễn giải và báo cáo chính thức.

    \b
    Thử ngay:
      parindex demo
      parindex plan read examples/ke-hoach-839/ke-hoach-839-KH-VP-2023.txt
      parindex criteria show kh-839-2023
    """  # noqa: D301 - click reads the control character


def main() -> None:
    """Run the command line; bad input ends with one sentence per fault and status 2."""
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese must print even where the locale says ASCII (cron, a bare container).
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = command.main(prog_name="parindex", standalone_mode=False)
    except BadInput as bad:
        for problem in bad.problems:
            click.echo(str(problem), err=True)
        sys.exit(BAD_INPUT)
    except click.UsageError as error:
        click.echo(sentence(error), err=True)
        sys.exit(BAD_INPUT)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng theo yêu cầu; không có gì bị ghi dở.", err=True)
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe (head, less) has seen enough.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        click.echo(refusal(error), err=True)
        sys.exit(BAD_INPUT)
    sys.exit(status if isinstance(status, int) else 0)
