"""A PyAV that opens no file; Python runs this first where it is on PYTHONPATH."""

import av


def _changed(*_: object, **__: object) -> None:
    raise TypeError("open() got an unexpected keyword argument 'metadata_errors'")


vars(av)["open"] = _changed
