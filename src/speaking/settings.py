"""The configuration: every variable and what it means."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from speaking.addresses import Origin, ServiceAddress
from speaking.errors import ConfigurationError, MissingSetting

Secret = SecretStr | None


class EnvironmentSettings(BaseSettings):
    """Frozen settings from the environment and a `.env` file; an empty variable counts as unset.

    Ours are in `Settings`. A package that adds an implementation reads its own variables by the same rules,
    with a subclass of this. All should be optional: `require` raises if one is needed and not set.
    """

    model_config = SettingsConfigDict(
        frozen=True, env_file=".env", env_ignore_empty=True, extra="ignore", populate_by_name=True
    )

    def require(self, name: str, *, enables: str) -> str:
        """The value of a setting that something needs, as plain text.

        Raises:
            MissingSetting: It is unset or empty; the message names the variable and what it enables.
        """
        value = getattr(self, name)
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
        if not value:
            raise MissingSetting(name.upper(), enables)
        return str(value)


class Settings(EnvironmentSettings):
    """The app's own settings.

    `storage`, `queue`, `transcriber` and `analyzer` name an implementation, which `speaking.ends` finds.
    """

    data_dir: Path = Field(Path("data"), description="Folder of the embedded database and audio storage")
    database_url: str | None = Field(None, description="PostgreSQL or SQLite URL; unset: SQLite in DATA_DIR")
    app_url: Origin = Field(
        "http://127.0.0.1:8000",
        description="Public address of this service, for the queue and sign-in; it cannot be under a path",
    )

    queue: str | None = Field(
        None,
        description="Queue: embedded, qstash, postgres or a package's; unset: qstash if QSTASH_TOKEN is set",
    )
    qstash_token: Secret = Field(None, description="Publishes to QStash; setting it chooses QStash")
    qstash_current_signing_key: Secret = Field(None, description="Verifies deliveries from QStash")
    qstash_next_signing_key: Secret = Field(None, description="Verifies deliveries while keys rotate")
    qstash_url: ServiceAddress | None = Field(
        None, description="QStash API address, where it is not the default"
    )

    transcriber: str | None = Field(
        None,
        description="Transcription: local, openai or a package's; unset: openai if OPENAI_API_KEY is set",
    )
    whisper_model: str = Field("base", description="Local speech model: base, a folder, or a hub name")
    openai_api_key: Secret = Field(None, description="Transcribes with OpenAI; setting it chooses OpenAI")
    openai_base_url: ServiceAddress | None = Field(
        None, description="OpenAI API address, where it is not the default"
    )
    openai_transcribe_model: str = Field("whisper-1", description="OpenAI transcription model")

    analyzer: str | None = Field(
        None, description="Analysis: local, claude or a package's; unset: claude if ANTHROPIC_API_KEY is set"
    )
    anthropic_api_key: Secret = Field(None, description="Analyzes with Claude; setting it chooses Claude")
    anthropic_base_url: ServiceAddress | None = Field(
        None, description="Anthropic API address, where it is not the default"
    )
    anthropic_model: str = Field("claude-haiku-4-5-20251001", description="Claude model")
    anthropic_second_look: bool = Field(
        default=False,
        description="Ask Claude once more, briefly, whether the quotes show what is said of them",
    )

    first_language: str | None = Field(
        None,
        pattern="^[a-z]{2}$",
        description="The learners' first language, such as es: where to look for more, never what to assume",
    )

    storage: str | None = Field(
        None, description="Audio storage: folder, s3 or a package's; unset: s3 if R2_BUCKET_NAME is set"
    )
    r2_account_id: str | None = Field(None, description="Cloudflare account of the R2 bucket")
    r2_access_key_id: Secret = Field(None, description="R2 (or S3) access key")
    r2_secret_access_key: Secret = Field(None, description="R2 (or S3) secret key")
    r2_bucket_name: str | None = Field(None, description="Bucket for audio; setting it chooses R2 (or S3)")
    r2_endpoint: Origin | None = Field(
        None, description="Address of another S3 service in place of R2, without the bucket"
    )

    auth_issuer: ServiceAddress | None = Field(None, description="OpenID Connect issuer")
    auth_client_id: str | None = Field(None, description="OpenID Connect client; setting it turns sign-in on")
    auth_client_secret: Secret = Field(None, description="OpenID Connect client secret")

    allow_insecure: bool = Field(
        default=False,
        description="Let everybody who reaches the service use it as one learner, without sign-in",
    )

    worker_concurrency: int = Field(
        1, ge=1, le=64, description="Sessions one worker process works on at a time"
    )
    lease_secs: float = Field(
        60.0,
        ge=1,
        description="Seconds without a sign of life until a session passes to another worker",
    )
    shutdown_grace: float = Field(
        20.0, ge=0, description="Seconds that running work gets to finish when a process is asked to stop"
    )
    failed_audio_ttl: float = Field(
        24.0, ge=0, description="Hours after which the audio of a session that stays failed is deleted"
    )
    sessions_per_hour: int = Field(60, ge=1, description="Recordings one learner may send in an hour")


def read_settings() -> Settings:
    """The settings of this process; raises ConfigurationError, naming the variable, if a value is invalid."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors())
        raise ConfigurationError(f"Please correct the configuration. {wrong}.") from error
