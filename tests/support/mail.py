"""Messages and mailboxes for tests, as mail programs save them."""

from __future__ import annotations

from pathlib import Path


def message(
    subject: str = "RE: FDP adoption",
    body: str = "Thank you for your request.",
    *,
    sender: str = "foi@example.nhs.uk",
    on: str = "Mon, 23 Nov 2026 10:00:00 +0000",
    name: str = "1",
    head: str = "",
) -> bytes:
    """Return a message; ``name`` makes its id, ``head`` are further headers."""
    lines = [f"From: Somebody <{sender}>", "To: requests@example.org", f"Subject: {subject}"]
    lines += [f"Date: {on}"] if on else []
    lines += [f"Message-ID: <{name}@mail.example>"] if name else []
    return ("\n".join(lines) + f"\n{head}\n{body}\n").encode()


def with_file(subject: str, body: str, file: str, data: str = "JVBERi0xLjc=", **how: str) -> bytes:
    """Return a message with an attachment of this name, its bytes in base64."""
    kind = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n'
    parts = (
        f"--B\nContent-Type: text/plain; charset=utf-8\n\n{body}\n--B\nContent-Type: application/pdf\n"
        f'Content-Disposition: attachment; filename="{file}"\nContent-Transfer-Encoding: base64\n\n{data}\n--B--'
    )
    return message(subject, parts, head=how.pop("head", "") + kind, **how)


def mailbox(path: Path, *messages: bytes) -> Path:
    """Write a mailbox of these messages."""
    path.write_bytes(b"".join(b"From a@b.c Mon Nov 23 10:00:00 2026\n" + one + b"\n" for one in messages))
    return path
