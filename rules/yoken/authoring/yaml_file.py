"""YAML files as plain data that remembers its lines."""

from pathlib import Path
from typing import Any

import yaml

from yoken.aliases import written_out
from yoken.authoring.errors import Place, RuleError

# Where PyYAML comes with libyaml, as its wheels do: eight times faster, which is most of the time from saving to seeing.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Characters of a file, some ten times those of the longest.
LONGEST = 1_000_000


class Mapping(dict[str, Any]):
    """A YAML mapping; `place` is where it starts, `places` where each of its keys stands."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}


def read(path: Path, root: Path) -> Mapping:
    """The mapping that a rule file holds. Raises RuleError for a missing file, broken YAML, double keys and other contents."""
    name = path.relative_to(root.parent).as_posix()
    try:
        text = path.read_text("utf-8")
        node = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(Place(name, line), f"YAMLとして読めません（{error.problem}）") from None
    except FileNotFoundError:
        raise RuleError(Place(name, 1), "ファイルがありません") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleError(Place(name, 1), f"YAMLとして読めません（{error}）") from None
    # Without an alias, whose sign is a *, a document is no longer than its file.
    if len(text) > LONGEST or (node is not None and "*" in text and written_out(node) > LONGEST):
        raise RuleError(Place(name, 1), "長すぎます。別名（*）が指すものも、その場所ごとに数えます")
    found = _value(node, name)
    if not isinstance(found, Mapping):
        raise RuleError(Place(name, 1), "項目と値の組が必要です")
    return found


def _value(node: yaml.Node | None, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapping = Mapping(Place(file, node.start_mark.line + 1))
        for key_node, value_node in node.value:
            key, place = str(key_node.value), Place(file, key_node.start_mark.line + 1)
            if key in mapping:
                raise RuleError(place, f"「{key}」が二度あります")
            mapping.places[key] = place
            mapping[key] = _value(value_node, file)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, file) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        tag = node.tag
        if tag == "tag:yaml.org,2002:bool":
            return node.value.casefold() in ("true", "yes", "on")
        if tag == "tag:yaml.org,2002:int" and node.value.lstrip("-").isdigit():
            return int(node.value)
        if tag == "tag:yaml.org,2002:null":
            return None
        # Dates, times and decimals stay as typed: yoken reads them the way it reads what people type.
        return node.value
    return None


def place_of(content: Any, path: tuple[int | str, ...], default: Place) -> Place:
    """The line of the deepest part of `path` that the file has."""
    found = default
    for step in path:
        if isinstance(content, Mapping) and step in content:
            found, content = content.places.get(str(step), found), content[str(step)]
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        if isinstance(content, Mapping):
            found = content.place if not isinstance(step, str) else found
    return found
