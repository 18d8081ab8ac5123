"""Stand-ins for paid services: servers on loopback that speak the documented protocols and can misbehave.

A vendor subclasses `StandIn` and defines the normal answers; a test scripts what goes wrong:

    with OpenAI() as openai:
        openai.script(Status(429, headers={"Retry-After": "3"}), ResetInBody())  # then all is well again
        ...
        assert len(openai.requests) == 3
"""

from support.vendors.faults import Hold, MalformedJson, Normal, ResetAtOnce, ResetInBody, SlowTrickle, Status
from support.vendors.server import NO_TLS, Answer, Connection, Fault, Request, StandIn

__all__ = [
    "NO_TLS",
    "Answer",
    "Connection",
    "Fault",
    "Hold",
    "MalformedJson",
    "Normal",
    "Request",
    "ResetAtOnce",
    "ResetInBody",
    "SlowTrickle",
    "StandIn",
    "Status",
]
