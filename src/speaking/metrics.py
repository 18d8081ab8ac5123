"""What we count and time for Prometheus."""

from prometheus_client import Counter, Histogram

ATTEMPTS = Counter("speaking_attempts", "Attempts at a session, by how they ended", ["outcome", "code"])
STAGE_SECONDS = Histogram(
    "speaking_stage_seconds",
    "Seconds a stage of the pipeline took",
    ["stage"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600),
)
SWEPT = Counter("speaking_swept", "Leftovers repaired by the sweep", ["kind"])
DETECTOR_FAILURES = Counter(
    "speaking_detector_failures", "Detectors of habits that failed on a text, by name", ["detector"]
)
