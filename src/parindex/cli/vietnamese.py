"""click in Vietnamese: headings of help pages and one sentence for each misuse."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from typing import Any

import click


class _HelpInVietnamese(click.Command):
    """A command whose help page speaks Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            # click's parser leaves open in which command an option lacks its value.
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._section("Tham số", click.Argument, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._section("Tùy chọn", click.Option, ctx, formatter)

    def _section(
        self,
        heading: str,
        kind: type[click.Parameter],
        ctx: click.Context,
        formatter: click.HelpFormatter,
    ) -> None:
        params = [param for param in self.get_params(ctx) if isinstance(param, kind)]
        records = [param.get_help_record(ctx) for param in params]
        told = [(name, _translated(text)) for name, text in filter(None, records)]
        if told:
            with formatter.section(heading):
                formatter.write_dl(told)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "In trang hướng dẫn này."
        return option


class Command(_HelpInVietnamese):
    """A command that does something."""

    # Taken in and then refused by parse_args, whose sentence is Vietnamese.
    allow_extra_args = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in self.params:
            if isinstance(parameter.type, click.Path):
                # Whoever reads the file says better what is wrong with it.
                parameter.type.readable = False

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            raise ExtraArguments(extra, ctx)
        return extra


class Group(_HelpInVietnamese, click.Group):
    """A command that holds others."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "LỆNH [THAM SỐ]...")
        super().__init__(*args, **kwargs)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Lệnh"):
            formatter.write_dl(self.help_lines(ctx))

    def help_lines(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Each command with the first line of its help."""
        found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        return [(name, each.get_short_help_str(80)) for name, each in found if each is not None]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            raise UnknownCommand(args[0], known, ctx)
        return super().resolve_command(ctx, args)


class UnknownCommand(click.UsageError):
    """A command that does not exist, with those that do."""

    def __init__(self, name: str, known: str, ctx: click.Context) -> None:
        super().__init__(f"không có lệnh «{name}»; hãy chọn một trong: {known}", ctx)


class ExtraArguments(click.UsageError):
    """More arguments than the command takes."""

    def __init__(self, extra: list[str], ctx: click.Context) -> None:
        super().__init__(f"thừa «{' '.join(extra)}»", ctx)


def sentence(error: click.UsageError) -> str:
    """The misuse as one Vietnamese sentence that says how to go on."""
    path = error.ctx.command_path if error.ctx else "parindex"
    return f"{path}: {_what(error)}. Xem cách dùng: {path} --help"


_REFUSALS = {
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EROFS: "nơi này chỉ cho đọc",
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EDQUOT: "hết chỗ trên đĩa",
    errno.ENAMETOOLONG: "tên tệp hoặc thư mục quá dài",
}


def refusal(error: OSError) -> str:
    """What the operating system refused, as one Vietnamese sentence."""
    what = _REFUSALS.get(error.errno or 0, "không đọc hoặc ghi được")
    where = error.filename or "kết quả"
    return f"{where}: {what}. Hãy kiểm tra đường dẫn, quyền truy cập và dung lượng đĩa."


def _what(error: click.UsageError) -> str:
    for kind, words in _WORDS.items():
        if isinstance(error, kind):
            return words(error)
    return f"lời gọi không đúng ({error.message})"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return "tham số"
    return f"«{error.param.get_error_hint(error.ctx)}»".replace("'", "")


def _choices(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"; hãy chọn một trong: {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"; hãy ghi một số nguyên {_between(kind.min, kind.max)}"
    return ""


def _between(low: object, high: object) -> str:
    return f"từ {low} trở lên" if high is None else f"từ {low} đến {high}"


_EXTRAS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"required"), lambda _: "bắt buộc"),
    (re.compile(r"default: (.*)", re.DOTALL), lambda found: f"mặc định: {found[1]}"),
    (re.compile(r"(\d+)<=x<=(\d+)"), lambda found: _between(found[1], found[2])),
    (re.compile(r"x>=(\d+)"), lambda found: _between(found[1], None)),
)
"""What click appends to an option's help, `[default: 5; x>=1]`, and our words for it."""


def _translated(text: str) -> str:
    told, bracket, extras = text.rpartition("  [")
    if not bracket:
        return text
    return f"{told}{bracket}{'; '.join(map(_extra, extras[:-1].split('; ')))}]"


def _extra(text: str) -> str:
    found = ((pattern.fullmatch(text), words) for pattern, words in _EXTRAS)
    return next((words(match) for match, words in found if match), text)


_WORDS: dict[type[click.UsageError], Callable[[Any], str]] = {
    UnknownCommand: lambda error: str(error.message),
    ExtraArguments: lambda error: str(error.message),
    click.exceptions.NoArgsIsHelpError: lambda _: "chưa chỉ rõ lệnh",
    click.NoSuchOption: lambda error: f"không có tùy chọn «{error.option_name}»",
    click.MissingParameter: lambda error: f"thiếu {_name(error)}",
    click.BadParameter: lambda error: (
        f"giá trị của {_name(error)} không dùng được{_choices(error)}"
    ),
    click.BadOptionUsage: lambda error: f"tùy chọn «{error.option_name}» thiếu hoặc thừa giá trị",
}
"""The misuses click tells apart, the narrower before the wider."""
