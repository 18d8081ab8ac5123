"""Imported once by the server that forks the children: everything heavy that they will need."""

import anthropic
import obstore.store
import openai
import procrastinate
import psycopg
import qstash

import torture.child

__all__ = ["anthropic", "obstore", "openai", "procrastinate", "psycopg", "qstash", "torture"]
