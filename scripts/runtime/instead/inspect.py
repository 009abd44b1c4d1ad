"""What the engine, data classes and the libraries for office files ask, without the reading of signatures and sources."""

from types import CodeType, FunctionType, GeneratorType
from typing import Any


def get_annotations(obj: type) -> dict[str, Any]:
    """Of a class: its own, not inherited."""
    return dict(vars(obj).get("__annotations__", {}))


def signature(obj: object) -> str:
    """Data classes write it into their help, which nobody reads here, and go without where there is none."""
    raise ValueError(f"no signature is read for {obj!r}")


def iscoroutinefunction(obj: object) -> bool:
    """The engine asks it of what JavaScript calls; flag 128 stands for `async def`."""
    code = getattr(obj, "__code__", None)
    return isinstance(code, CodeType) and bool(code.co_flags & 128)


def isclass(object: object) -> bool:
    return isinstance(object, type)


def isfunction(object: object) -> bool:
    return isinstance(object, FunctionType)


def isgenerator(object: object) -> bool:
    return isinstance(object, GeneratorType)
