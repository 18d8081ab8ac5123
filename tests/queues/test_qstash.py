"""Publishing to QStash and trusting its deliveries, over real HTTP with the real SDK."""

import inspect
import time
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
import qstash.errors
from hypothesis import given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from speaking.errors import ConfigurationError, MissingSetting, ServiceUnavailable, Unauthorized
from speaking.queues import qstash as adapter
from speaking.queues.qstash import ROTATION_ADVICE, QStashQueue, create_schedule, verify_delivery
from speaking.settings import Settings
from support.vendors import Fault, Hold, MalformedJson, ResetAtOnce, ResetInBody, SlowTrickle, Status
from support.vendors.qstash import CURRENT_KEY, NEXT_KEY, QStash, encode_jwt

APP_URL = "https://speaking.example.org"
WEBHOOK = "https://speaking.example.org/api/internal/process"


@pytest.fixture
def account() -> Iterator[QStash]:
    with QStash() as stand_in:
        yield stand_in


def settings_for(account: QStash, **changes: object) -> Settings:
    values = {name.lower(): value for name, value in account.environment().items()}
    return Settings.model_validate({"app_url": APP_URL, **values, **changes})


@pytest.fixture
async def queue(account: QStash) -> AsyncIterator[QStashQueue]:
    opened = QStashQueue(settings_for(account))
    yield opened
    await opened.close()


class TestEnqueue:
    async def test_the_webhook_is_told_which_session(self, account: QStash, queue: QStashQueue) -> None:
        """The message is JSON with the session's id, addressed to the public webhook."""
        await queue.enqueue("session-1", attempt=0)
        [message] = account.messages
        assert message.url == WEBHOOK
        assert message.json() == {"sessionId": "session-1"}
        assert message.headers["Content-Type"] == "application/json"

    async def test_limits_travel_with_the_message(self, account: QStash, queue: QStashQueue) -> None:
        """Retries, time-out and flow control are set on purpose, not left to the account's defaults."""
        await queue.enqueue("session-1", attempt=0)
        headers = account.messages[0].headers
        assert headers["Upstash-Retries"] == "3"
        assert headers["Upstash-Timeout"] == "900s"
        assert headers["Upstash-Flow-Control-Key"] == "speaking-sessions"
        assert headers["Upstash-Flow-Control-Value"] == "parallelism=20, rate=50, period=60s"

    async def test_one_message_an_attempt(self, account: QStash, queue: QStashQueue) -> None:
        """Announcing the same attempt again is swallowed by QStash; the next attempt is a new message."""
        await queue.enqueue("session-1", attempt=0)
        await queue.enqueue("session-1", attempt=0)
        await queue.enqueue("session-1", attempt=1)
        assert len(account.messages) == 2

    async def test_a_slash_after_the_address_changes_nothing(self, account: QStash) -> None:
        """APP_URL may end with a slash."""
        queue = QStashQueue(settings_for(account, app_url=APP_URL + "/"))
        await queue.enqueue("session-1", attempt=0)
        await queue.close()
        assert account.messages[0].url == WEBHOOK

    async def test_a_lost_connection_is_tried_once_more(self, account: QStash, queue: QStashQueue) -> None:
        """One reset is mended on the spot; a first try that got through after all is not doubled."""
        account.script(ResetInBody())
        await queue.enqueue("session-1", attempt=0)
        assert len(account.requests) == 2
        assert len(account.messages) == 1

    async def test_a_dead_service_is_not_hammered(self, account: QStash, queue: QStashQueue) -> None:
        """After the second failure the sweep takes over."""
        account.always(ResetAtOnce())
        with pytest.raises(ServiceUnavailable):
            await queue.enqueue("session-1", attempt=0)
        assert len(account.requests) == 2

    @pytest.mark.parametrize("make_fault", [Hold, SlowTrickle])
    async def test_a_slow_service_does_not_hold_up_the_learner(
        self,
        account: QStash,
        queue: QStashQueue,
        make_fault: Callable[[], Fault],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """No answer, or one that trickles in, is given up at the deadline."""
        monkeypatch.setattr(adapter, "PUBLISH_DEADLINE_SECS", 0.2)
        account.script(make_fault())
        with pytest.raises(ServiceUnavailable):
            await queue.enqueue("session-1", attempt=0)

    @pytest.mark.parametrize("fault", [MalformedJson(), *map(Status, (408, 409, 429, 500, 502, 503, 504))])
    async def test_a_passing_trouble_is_told_as_one(
        self, account: QStash, queue: QStashQueue, fault: Fault
    ) -> None:
        """Busy, broken or garbled answers may succeed later."""
        account.always(fault)
        with pytest.raises(ServiceUnavailable):
            await queue.enqueue("session-1", attempt=0)

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 412, 413])
    async def test_a_refusal_is_for_the_operator(
        self, account: QStash, queue: QStashQueue, status: int
    ) -> None:
        """A wrong token or address does not mend itself; the message keeps QStash's words to itself."""
        account.always(Status(status))
        with pytest.raises(ConfigurationError, match=r"QSTASH_TOKEN.*APP_URL") as caught:
            await queue.enqueue("session-1", attempt=0)
        assert "words of the provider" not in str(caught.value)
        assert "words of the provider" in str(caught.value.__cause__)

    @pytest.mark.parametrize("prefix", ["", "Burst-"])
    async def test_a_limit_says_when_it_ends(self, account: QStash, queue: QStashQueue, prefix: str) -> None:
        """The end of a rate limit becomes the seconds to wait."""
        reset = {f"{prefix}RateLimit-Limit": "1", f"{prefix}RateLimit-Reset": str(int(time.time()) + 3600)}
        account.always(Status(429, headers=reset))
        with pytest.raises(ServiceUnavailable) as caught:
            await queue.enqueue("session-1", attempt=0)
        assert caught.value.retry_after == pytest.approx(3600, abs=60)

    async def test_the_token_is_asked_for_when_it_is_used(self) -> None:
        """Without QSTASH_TOKEN the queue can be made and closed, but not used."""
        queue = QStashQueue(Settings())
        with pytest.raises(MissingSetting, match="QSTASH_TOKEN"):
            await queue.enqueue("session-1", attempt=0)
        await queue.close()

    @pytest.mark.parametrize("kind", [kind for _, kind in inspect.getmembers(qstash.errors, inspect.isclass)])
    async def test_no_error_of_the_sdk_gets_through(self, kind: type[Exception]) -> None:
        """Whatever the SDK raises, now or after an update, becomes one of ours."""
        arguments = () if kind.__init__ is Exception.__init__ else inspect.signature(kind).parameters.values()
        named = [a for a in arguments if a.kind is a.POSITIONAL_OR_KEYWORD]
        with pytest.raises((ServiceUnavailable, ConfigurationError)):
            async with adapter.border():
                raise kind(*("12" for _ in named))


class TestCheck:
    async def test_a_sound_account_passes(self, account: QStash, queue: QStashQueue) -> None:
        """The doctor is content when token and keys are the account's, and nothing is published."""
        await queue.check()
        assert account.messages == []

    async def test_it_passes_while_keys_rotate(self, account: QStash, queue: QStashQueue) -> None:
        """After a roll QStash signs with what we know as the next key."""
        account.current_key, account.next_key = account.next_key, "sig_a_key_made_by_rolling_the_keys__"
        await queue.check()

    async def test_unknown_keys_are_found(self, account: QStash, queue: QStashQueue) -> None:
        """A service that would refuse every delivery says so before the first one."""
        account.current_key = "sig_a_key_made_by_rolling_the_keys__"
        with pytest.raises(ConfigurationError, match="QSTASH_CURRENT_SIGNING_KEY"):
            await queue.check()

    @pytest.mark.parametrize("qstash_url", [None, "https://qstash.example"])
    async def test_an_address_out_of_reach_is_found(self, account: QStash, qstash_url: str | None) -> None:
        """QStash is elsewhere, and this machine's own name for itself means nothing there."""
        queue = QStashQueue(settings_for(account, app_url="http://127.0.0.1:8000", qstash_url=qstash_url))
        with pytest.raises(ConfigurationError, match="APP_URL"):
            await queue.check()
        assert account.requests == []

    async def test_a_wrong_token_is_found(self, account: QStash) -> None:
        """So does one that could not publish."""
        queue = QStashQueue(settings_for(account, qstash_token="wrong"))
        with pytest.raises(ConfigurationError, match="QSTASH_TOKEN"):
            await queue.check()
        await queue.close()


class TestSchedule:
    async def test_the_sweep_is_called_every_five_minutes(self, account: QStash) -> None:
        """The schedule calls the sweep's webhook; the next call comes anyway, so none is retried."""
        schedule_id = await create_schedule(settings_for(account))
        request = account.schedules[schedule_id]
        assert request.target == f"/v2/schedules/{APP_URL}/api/internal/sweep"
        assert request.headers["Upstash-Cron"] == "*/5 * * * *"
        assert request.headers["Upstash-Retries"] == "0"

    async def test_creating_it_again_replaces_it(self, account: QStash) -> None:
        """Running the command at every deployment leaves one schedule."""
        for _ in range(3):
            await create_schedule(settings_for(account))
        assert len(account.schedules) == 1

    async def test_two_deployments_do_not_share_one(self, account: QStash) -> None:
        """Staging does not take production's sweep away."""
        for address in ("https://speaking.example.org", "https://staging.example.org:8443"):
            await create_schedule(settings_for(account, app_url=address))
        assert len(account.schedules) == 2

    async def test_a_refusal_is_told(self, account: QStash) -> None:
        """A wrong token is reported to the operator who runs the command."""
        with pytest.raises(ConfigurationError, match="QSTASH_TOKEN"):
            await create_schedule(settings_for(account, qstash_token="wrong"))

    def test_rotation_is_explained(self) -> None:
        """The advice names both variables and the danger of rolling twice."""
        advice = ROTATION_ADVICE
        assert "QSTASH_CURRENT_SIGNING_KEY" in advice
        assert "QSTASH_NEXT_SIGNING_KEY" in advice
        assert "two rolls" in advice


BODY = b'{"sessionId": "session-1"}'
SIGNED = Settings.model_validate(
    {"app_url": APP_URL, "qstash_current_signing_key": CURRENT_KEY, "qstash_next_signing_key": NEXT_KEY}
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


class TestVerification:
    def verify(self, account: QStash, signature: str | None, *, body: bytes = BODY) -> None:
        verify_delivery(settings_for(account), signature=signature, body=body, url=WEBHOOK)

    @pytest.mark.parametrize("key", ["current_key", "next_key"])
    def test_both_keys_are_good(self, account: QStash, key: str) -> None:
        """Rotating the keys refuses no delivery."""
        self.verify(account, account.sign(WEBHOOK, BODY, key=getattr(account, key)))

    def test_clocks_may_differ_a_little(self, account: QStash) -> None:
        """A server whose clock is half a minute behind or ahead still takes deliveries."""
        now = int(time.time())
        self.verify(account, account.sign(WEBHOOK, BODY, claims={"nbf": now + 30, "iat": now + 30}))
        self.verify(account, account.sign(WEBHOOK, BODY, claims={"exp": now - 30}))

    def test_any_bytes_can_be_signed(self, account: QStash) -> None:
        """The body is compared as it came, whether it is text or not."""
        body = b"\xff\x00 not UTF-8"
        self.verify(account, account.sign(WEBHOOK, body), body=body)

    @pytest.mark.parametrize(
        "claims",
        [
            {"iss": "Downstash"},
            {"iss": None},
            {"sub": "https://speaking.example.org/api/internal/sweep"},
            {"sub": None},
            {"sub": 7},
            {"exp": 1_656_580_612},
            {"exp": None},
            {"exp": "soon"},
            {"exp": 1e400},
            {"nbf": 2_000_000_000_000},
            {"nbf": None},
            {"iat": 2_000_000_000_000},
            {"body": "qK78N0k3pNKI8zN62Fq2Gm-_LtWkJk1z9ykio3zZvY4="},
            {"body": None},
            {"body": 7},
            {"body": "ünïcode"},
        ],
        ids=str,
    )
    def test_every_claim_counts(self, account: QStash, claims: dict[str, object]) -> None:
        """A token with the right key and one wrong or missing claim is refused."""
        with pytest.raises(Unauthorized):
            self.verify(account, account.sign(WEBHOOK, BODY, claims=claims))

    def test_another_body_is_refused(self, account: QStash) -> None:
        """A token does not vouch for a body that was changed on the way."""
        with pytest.raises(Unauthorized):
            self.verify(account, account.sign(WEBHOOK, BODY), body=BODY + b" ")

    def test_another_key_is_refused(self, account: QStash) -> None:
        """Somebody else's QStash account cannot call us."""
        with pytest.raises(Unauthorized):
            self.verify(account, account.sign(WEBHOOK, BODY, key="sig_key_of_some_other_account_______"))

    @pytest.mark.parametrize("algorithm", ["none", "None", "HS384", "HS512", "RS256", "ES256", "", None, 7])
    def test_only_the_agreed_algorithm_counts(self, account: QStash, algorithm: object) -> None:
        """A header that names another algorithm is refused, though the HMAC under it is right."""
        now = int(time.time())
        claims = {"iss": "Upstash", "sub": WEBHOOK, "exp": now + 300, "nbf": now}
        token = encode_jwt({"alg": algorithm, "typ": "JWT"}, claims, account.current_key)
        for signature in (token, token.rpartition(".")[0] + "."):
            with pytest.raises(Unauthorized):
                self.verify(account, signature)

    @pytest.mark.parametrize("signature", [None, "", ".", "..", "a.b.c", "x" * 10_000_000, "é" * 99, "\0"])
    def test_what_is_no_token_is_refused(self, account: QStash, signature: str | None) -> None:
        """Missing, empty, malformed and enormous signatures are all the caller's fault."""
        with pytest.raises(Unauthorized):
            self.verify(account, signature)

    @with_settings(max_examples=300, deadline=None)
    @given(
        signature=st.text() | st.from_regex(r"\A[\w-]{0,60}\.[\w-]{0,90}\.[\w-]{0,50}\Z"), body=st.binary()
    )
    def test_wild_tokens_are_refused(self, signature: str, body: bytes) -> None:
        """No garbage is taken for a token, and none makes the service fail."""
        with pytest.raises(Unauthorized):
            verify_delivery(SIGNED, signature=signature, body=body, url=WEBHOOK)

    @with_settings(max_examples=300, deadline=None)
    @given(
        header=st.dictionaries(st.sampled_from(["alg", "typ", "crit", "b64", "kid"]), JSON),
        claims=st.dictionaries(st.sampled_from(["iss", "sub", "exp", "nbf", "iat", "aud", "body"]), JSON),
    )
    def test_wild_claims_are_refused(self, header: dict[str, object], claims: dict[str, object]) -> None:
        """Whatever stands in a token, even one signed with our key, it fits or is refused."""
        signature = encode_jwt({"alg": "HS256", **header}, claims, CURRENT_KEY)
        with pytest.raises(Unauthorized):
            verify_delivery(SIGNED, signature=signature, body=BODY, url=WEBHOOK)

    @pytest.mark.parametrize("name", ["qstash_current_signing_key", "qstash_next_signing_key"])
    def test_a_missing_key_is_named(self, account: QStash, name: str) -> None:
        """Without its keys the service says so instead of refusing or, worse, accepting."""
        settings = settings_for(account, **{name: None})
        with pytest.raises(MissingSetting, match=name.upper()):
            verify_delivery(settings, signature=account.sign(WEBHOOK, BODY), body=BODY, url=WEBHOOK)
