"""Another author's package, as Python finds it in a folder once it is installed."""

from collections.abc import Mapping
from pathlib import Path


def provide(
    folder: Path, package: str, *, source: str, entry_points: Mapping[str, Mapping[str, str]]
) -> None:
    """Put a package of one module into a folder.

    Args:
        folder: A folder that is, or will be, in `sys.path`.
        package: Its name; the module's name has underscores instead of hyphens.
        source: The module's text.
        entry_points: What it provides, by group and name: the name of an object in the module.
    """
    module = package.replace("-", "_")
    (folder / f"{module}.py").write_text(source)
    metadata = folder / f"{module}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "".join(
            f"[{group}]\n" + "".join(f"{name} = {module}:{found}\n" for name, found in found_by_name.items())
            for group, found_by_name in entry_points.items()
        )
    )
