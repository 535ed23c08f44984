"""Map files that people bring: GeoJSON or TopoJSON read, checked against the register, turned the right way."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sawan.areas import faults
from sawan.areas.names import candidates
from sawan.areas.shapes import joined, lines
from sawan.problems import Problem, Refused

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CODE_KEYS = ("code", "area_code", "area", "pcode", "ADM3_PCODE", "ADM2_PCODE", "ADM1_PCODE", "id")


@dataclass(frozen=True, slots=True)
class UploadedMap:
    """Shapes by official code, outer rings clockwise, and what was mended on the way (`warnings`)."""

    polygons: Mapping[str, BaseGeometry]
    warnings: tuple[Problem, ...]


def read_map(path: Path) -> UploadedMap:
    """Read polygons with the code of their area.

    The code is the feature's `id` or a property named as in `CODE_KEYS`; official codes and COD-AB's (`TH6001`) are
    taken. Anticlockwise outer rings are turned and said (d3 and Vega would fill the whole map). `Refused` with every
    fault: no map at all, no polygons, another code system, rings that are none, coordinates that are not WGS 84
    degrees inside Thailand.
    """
    from shapely import is_valid, make_valid  # slow import
    from shapely.geometry import shape  # slow import

    problems: list[Problem] = []
    polygons: dict[str, BaseGeometry] = {}
    turned: list[str] = []
    for number, (feature, rings) in enumerate(_features(path), start=1):
        said = _said_code(feature)
        code = _official(said)
        if code is None:
            problems.append(faults.foreign_code(said, path.name, number))
            continue
        if code in polygons:
            problems.append(faults.doubled_code(code, path.name, number))
            continue
        try:
            geometry = shape(rings)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            problems.append(faults.broken_shape(code, path.name, number))
            continue
        if not _in_thailand(geometry.bounds):
            problems.append(faults.not_degrees(code, path.name, number))
            continue
        polygons[code], was_turned = _clockwise(geometry if is_valid(geometry) else make_valid(geometry))
        turned += [code] if was_turned else []
    if problems or not polygons:
        raise Refused(problems or [faults.no_polygons(path.name)])
    warnings = (faults.turned_rings(len(turned), path.name),) if turned else ()
    return UploadedMap(dict(sorted(polygons.items())), warnings)


def touching(polygons: Mapping[str, BaseGeometry]) -> Mapping[str, tuple[str, ...]]:
    """For each shape the codes of those that come within about ten metres of it."""
    from shapely import STRtree  # slow import

    codes = tuple(polygons)
    tree = STRtree(list(polygons.values()))
    return {
        code: tuple(
            sorted(codes[at] for at in tree.query(shape, predicate="dwithin", distance=1e-4) if codes[at] != code)
        )
        for code, shape in polygons.items()
    }


def _features(path: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each polygon feature with its geometry in GeoJSON's form."""
    try:
        content = json.loads(path.read_bytes())
        kind = content["type"]
        read: Callable[[dict[str, Any]], list[tuple[dict[str, Any], dict[str, Any]]]]
        read = _of_topojson if kind == "Topology" else _of_geojson
        found = read(content)
    except OSError as error:
        raise Refused(faults.unreadable_map(str(path))) from error
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise Refused(faults.not_a_map(path.name)) from error
    return [(feature, shape) for feature, shape in found if shape["type"] in ("Polygon", "MultiPolygon")]


def _of_geojson(content: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(feature, feature["geometry"]) for feature in content["features"] if feature["geometry"]]


def _of_topojson(content: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    plain = {"transform": {"scale": [1, 1], "translate": [0, 0]}, **content}
    arcs = lines(plain) if "transform" in content else content["arcs"]
    found = []
    for held in content["objects"].values():
        for geometry in held["geometries"]:
            parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            drawn = [[joined(ring, arcs) for ring in part] for part in parts]
            found.append((geometry, {"type": "MultiPolygon", "coordinates": drawn}))
    return found


def _said_code(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties") or {}
    said = next((properties[key] for key in CODE_KEYS if properties.get(key) is not None), feature.get("id", ""))
    return str(said)


def _official(said: str) -> str | None:
    found = candidates(said) if any(letter.isdigit() for letter in said) else ()
    return found[0].code if len(found) == 1 else None


def _in_thailand(bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return west >= 96 and east <= 107 and south >= 4 and north <= 22


def _clockwise(geometry: BaseGeometry) -> tuple[BaseGeometry, bool]:
    from shapely import orient_polygons  # slow import

    right: BaseGeometry = orient_polygons(geometry, exterior_cw=True)
    parts = getattr(geometry, "geoms", [geometry])
    return right, any(part.exterior.is_ccw for part in parts if part.geom_type == "Polygon")
