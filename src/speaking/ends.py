"""The replaceable ends: how an implementation describes itself, and how one is found and chosen.

Every implementation, ours or not, is an entry point in the group of its end. Its name is the entry point's,
which points to a description: an object that costs nothing to import. Choosing loads no package but our own,
unless a setting names another (docs/decisions/003).
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, PackageNotFoundError, distribution, distributions
from typing import Any, Generic, TypeVar

from speaking.errors import DISTRIBUTION, ConfigurationError
from speaking.settings import Settings
from speaking.usage import Price

ANSWER_WITHIN_SECS = 30.0
WORK_WITHIN_SECS = 600.0
"""How long `speaking doctor` waits for a service, and for work on this machine, which may be slow."""

Made = TypeVar("Made", covariant=True)  # noqa: PLC0105 - named for what it makes
Described = TypeVar("Described", bound="Description[Any]")

_STALE = (
    f"The installation of {DISTRIBUTION} is out of date: it does not list the parts of the app. "
    "Install it again: `make run`, or `pip install -e .` in the checkout."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Generic[Made]):
    """What the system knows about an implementation before using it.

    Attributes:
        make: Makes it, once per process; heavy work waits until it is first used.
        chosen_by: Names of settings, each of which chooses it if no implementation is named. Only ours have
            any: installing a package must not send recordings elsewhere.
        needs: Names of settings without which it cannot work.
        enables: What it is for, to complete "It is needed for …".
        price: What its use costs with these settings; None if nothing, or not known.
        uses: What it uses with these settings, for the operator: "whisper-1 at api.openai.com".
        check_secs: How long `speaking doctor` waits for its `check`.
    """

    make: Callable[[Settings], Made]
    chosen_by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    enables: str = ""
    price: Callable[[Settings], Price | None] = lambda _: None
    uses: Callable[[Settings], str | None] = lambda _: None
    check_secs: float = ANSWER_WITHIN_SECS

    def required(self, settings: Settings) -> list[str]:
        """The values of the settings it needs, in that order, as plain text; may raise MissingSetting."""
        return [settings.require(name, enables=self.enables) for name in self.needs]


@dataclass(frozen=True, slots=True)
class Choice(Generic[Described]):
    """The implementation that the settings choose, and why, in words for the operator."""

    name: str
    because: str
    description: Described


@dataclass(frozen=True, slots=True)
class End(Generic[Described]):
    """One replaceable end of the system.

    Attributes:
        group: The group of entry points of its implementations.
        setting: The setting that names one of them.
        default: The one that needs nothing, used if nothing chooses another.
        described_as: The type of description that the entry points lead to.
    """

    group: str
    setting: str
    default: str
    described_as: type[Described]

    @property
    def variable(self) -> str:
        return self.setting.upper()

    def chosen(self, settings: Settings) -> Choice[Described]:
        """The implementation that is named, or the one of ours whose setting is set, or the default.

        Raises:
            ConfigurationError: No implementation of that name is installed, or it cannot be loaded.
        """
        if named := self.named(settings):
            found = self._find(named)
            return Choice(named, f"{self.variable}={named}{_origin(found)}", self._load(found))
        ours = self.ours()
        others = {name: description for name, description in ours.items() if name != self.default}
        for name, description in others.items():
            for setting in description.chosen_by:
                if getattr(settings, setting):
                    return Choice(name, f"{setting.upper()} is set", description)
        unset = [other.chosen_by[0].upper() for other in others.values() if other.chosen_by]
        because = f"the default, as {' and '.join(unset)} {'are' if unset[1:] else 'is'} not set"
        return Choice(self.default, because, ours[self.default])

    def named(self, settings: Settings) -> str | None:
        """The implementation named in the end's own setting; None if the setting is empty."""
        name: str | None = getattr(settings, self.setting)
        return name

    def ours(self) -> dict[str, Described]:
        """Our own descriptions, by name; raises ConfigurationError if the installation is out of date."""
        return {name: self._load(found) for name, found in self._ours().items()}

    def _find(self, name: str) -> EntryPoint:
        ours = self._ours()
        if name in ours:
            return ours[name]
        others = self._others()
        found = {package: each for (package, each_name), each in others.items() if each_name == name}
        if not found:
            names = ", ".join(sorted({*ours, *(each_name for _, each_name in others)}))
            raise ConfigurationError(
                f"{self.variable}={name}: nothing of that name is installed. Choose one of: {names}."
            )
        if len(found) > 1:
            raise ConfigurationError(
                f"{self.variable}={name}: several packages provide it ({', '.join(sorted(found))}). "
                "Uninstall all but one."
            )
        return next(iter(found.values()))

    def _ours(self) -> dict[str, EntryPoint]:
        try:
            found = distribution(DISTRIBUTION).entry_points.select(group=self.group)
        except PackageNotFoundError as error:
            raise ConfigurationError(_STALE) from error
        ours = {each.name: each for each in found}
        if self.default not in ours:
            raise ConfigurationError(_STALE)
        return ours

    def _others(self) -> dict[tuple[str, str], EntryPoint]:
        """What other packages provide, by package and name; one with broken metadata provides nothing."""
        others: dict[tuple[str, str], EntryPoint] = {}
        for package in distributions():
            try:
                name, found = package.name, package.entry_points.select(group=self.group)
            except Exception:  # noqa: BLE001, S112 - nobody asked for that package, whatever is wrong with it
                continue
            if name != DISTRIBUTION:
                others.update({(name, each.name): each for each in found})
        return others

    def _load(self, found: EntryPoint) -> Described:
        try:
            described = found.load()
        except Exception as error:  # any package may fail in any way
            raise ConfigurationError(self._unusable(found, _reason(error))) from error
        if not isinstance(described, self.described_as):
            raise ConfigurationError(self._unusable(found, f"it is not a {self.described_as.__name__}"))
        return described

    def _unusable(self, found: EntryPoint, reason: str) -> str:
        if _package(found) == DISTRIBUTION:
            return _STALE
        return (
            f'{self.variable}={found.name}: the package "{_package(found)}" is broken ({reason}). '
            f"Install it again, or choose another."
        )


def _package(found: EntryPoint) -> str:
    return found.dist.name if found.dist else ""


def _origin(found: EntryPoint) -> str:
    package = _package(found)
    return "" if package == DISTRIBUTION else f", from the package {package}"


def _reason(error: Exception) -> str:
    missing = isinstance(error, ImportError) and error.name
    return f"{type(error).__name__}: {missing}" if missing else type(error).__name__
