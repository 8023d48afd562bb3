"""The packages to train on, as bot/data/sources.toml lists them, and how their registries' clients fetch them."""

import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.forms.scripts import DATA


@dataclass(frozen=True)
class Source:
    """One body of text in one package."""

    name: str
    package: str
    kind: str
    version: str
    files: str
    reader: str
    licence: str
    origin: str
    weight: float
    form: str = ""
    most: int = 1_000_000

    def paths(self, folder: Path) -> list[Path]:
        """Its files in the folder that packages were unpacked in, in a fixed order."""
        return sorted(path for path in (folder / self.package).glob(self.files) if path.is_file())


def sources() -> Iterator[Source]:
    """Every source, in the order of the list."""
    raw = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
    for entry in raw["source"]:
        yield Source(**entry)


def fetch(folder: Path) -> None:
    """Get and unpack every package that is not there yet (Debian serves only its newest version)."""
    for source in {source.package: source for source in sources()}.values():
        place = folder / source.package
        if not place.exists():
            half = folder / f"{source.package}.half"
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir(parents=True)
            _GET[source.kind](source, half)
            half.rename(place)


def _run(*command: str, at: Path) -> None:
    subprocess.run(command, cwd=at, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- names come from our list


def _pypi(source: Source, place: Path) -> None:
    wanted = f"{source.package}=={source.version}"
    _run("python3", "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", wanted, at=place)
    for wheel in place.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(place)  # noqa: S202 -- a package of our list
        wheel.unlink()


def _npm(source: Source, place: Path) -> None:
    _run("npm", "pack", "--silent", f"{source.package}@{source.version}", at=place)
    for archive in place.glob("*.tgz"):
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="data")
        archive.unlink()


def _deb(source: Source, place: Path) -> None:
    try:
        _run("apt-get", "-qq", "download", f"{source.package}={source.version}", at=place)
    except subprocess.CalledProcessError:  # Debian keeps no old versions
        _run("apt-get", "-qq", "download", source.package, at=place)
    for archive in place.glob("*.deb"):
        _run("dpkg-deb", "-x", archive.name, ".", at=place)
        archive.unlink()


_GET = {"pypi": _pypi, "npm": _npm, "deb": _deb}
