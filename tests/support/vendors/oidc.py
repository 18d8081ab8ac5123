"""An OpenID Connect provider on loopback: discovery, keys, and tokens for one person.

It follows OpenID Connect Core 1.0 and checks the PKCE verifier of RFC 7636.
"""

import hashlib
import time
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from support.vendors.server import Answer, Request, StandIn

CLIENT_ID = "speaking-app"
CLIENT_SECRET = "secret-of-a-made-up-client"


class Provider(StandIn):
    """Signs in `subject` at once, without a password."""

    def __init__(self, *, subject: str = "person-1") -> None:
        super().__init__()
        self.subject = subject
        self.claims: dict[str, Any] = {}
        self._key = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self._asked: dict[str, dict[str, str]] = {}

    def environment(self) -> dict[str, str]:
        """The variables that make the app use this provider."""
        return {
            "AUTH_ISSUER": self.url,
            "AUTH_CLIENT_ID": CLIENT_ID,
            "AUTH_CLIENT_SECRET": CLIENT_SECRET,
        }

    def authorize(self, location: str) -> str:
        """Do what the person's browser does at the provider; returns the address that it is sent back to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = f"code-{len(self._asked)}"
        self._asked[code] = query
        return query["redirect_uri"] + "?" + urlencode({"code": code, "state": query["state"]})

    def answer(self, request: Request) -> Answer:
        match request.path:
            case "/.well-known/openid-configuration":
                return Answer.json(self._metadata())
            case "/keys":
                return Answer.json({"keys": [self._key.as_dict(private=False)]})
            case "/token":
                return self._token(request)
        return Answer.json({"error": "not_found"}, status=404)

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def _token(self, request: Request) -> Answer:
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        asked = self._asked.pop(form["code"], None)
        if asked is None or asked["code_challenge"] != _challenge(form["code_verifier"]):
            return Answer.json({"error": "invalid_grant"}, status=400)
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": self.subject,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            "email": "person@example.org",
            "name": "A Person",
        } | self.claims
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self._key)
        return Answer.json({"access_token": "opaque", "token_type": "Bearer", "id_token": token})


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
