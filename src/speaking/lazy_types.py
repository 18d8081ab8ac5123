"""The types of the paid services' SDKs, each loaded when it is asked for.

Either SDK loads whatever its service knows, 3,500 modules in all, where the pipeline sends one kind of
request to each: most of a second of processor time and 15 MB in each worker (docs/decisions/902). Their
packages of types only pass on names from the modules in them, which is what makes it safe to do that later.
"""

import ast
import importlib
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

PACKAGES = ("anthropic.types", "anthropic.resources", "openai.types", "openai.resources")


def load_types_on_demand() -> None:
    """From now on, `PACKAGES` and the packages below them load a name when it is first used."""
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)


class _Finder:
    @staticmethod
    def find_spec(
        fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not f"{fullname}.".startswith(tuple(f"{package}." for package in PACKAGES)):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.submodule_search_locations and type(spec.loader) is SourceFileLoader:
            spec.loader = _OnDemand(fullname, spec.loader.path)
        return spec


class _OnDemand(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        homes = homes_of_names(self.get_source(module.__name__) or "")
        if homes is None:
            super().exec_module(module)
            return

        def load(name: str) -> object:
            if name not in homes:
                raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
            home, name_there = homes[name]
            found = getattr(importlib.import_module(f".{home}", module.__name__), name_there)
            setattr(module, name, found)
            return found

        vars(module).update(__getattr__=load, __all__=tuple(homes))


def homes_of_names(source: str) -> dict[str, tuple[str, str]] | None:
    """Where a package has its names from: the module below it, and what the name is there.

    Returns:
        None where the source does anything but import names from modules below it, or where a name is also
        its module's, which would hide it: such a package must be run as it is.
    """
    homes: dict[str, tuple[str, str]] = {}
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__":
            continue
        if not isinstance(statement, ast.ImportFrom) or not statement.module:
            return None
        if statement.module == "__future__":
            continue
        for imported in statement.names:
            name = imported.asname or imported.name
            if statement.level != 1 or name in {"*", statement.module}:
                return None
            homes[name] = statement.module, imported.name
    return homes
