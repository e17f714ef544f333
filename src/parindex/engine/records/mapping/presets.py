"""The mappings that come with the product."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from parindex.engine.reading.files import exists
from parindex.engine.reading.yaml import load_yaml
from parindex.engine.values.problems import BadInput


def preset_names() -> tuple[str, ...]:
    """Names of the mappings that come with the product."""
    return tuple(sorted(path.stem for path in _presets().glob("*.yaml")))


def preset_path(name: str) -> Path:
    """The file of a mapping that comes with the product; `BadInput` if there is none."""
    if name in preset_names():
        return _presets() / f"{name}.yaml"
    raise BadInput.of(
        f"bảng ánh xạ «{name}»",
        "không có bảng ánh xạ dựng sẵn này",
        f"Hãy dùng một trong: {', '.join(preset_names())}, hoặc chỉ đường dẫn tới tệp YAML",
    )


def mapping_path(told: Path) -> Path:
    """The mapping file that a person means: the path of one, or the name of a preset.

    `BadInput` lists the presets where a bare name is neither.
    """
    name = str(told)
    bare = told.name == name and not told.suffix
    return preset_path(name) if name in preset_names() or (bare and not exists(told)) else told


def preset_kind(name: str) -> str:
    """The kind of record that a preset maps to."""
    return str(load_yaml(preset_path(name)).data["kind"])


def _presets() -> Path:
    return Path(str(resources.files("parindex.engine.records") / "presets"))
